import { contestsOf } from '../../shared/election.js'
import { arrivalHours } from './arrival.js'
import { dice, seedFor } from './dice.js'
import { decidingOnly, typed, writtenPaper } from './mistakes.js'
import { honestPaper, moodOf, shifted } from './paper.js'
export const DESKS_PER_ROOM = 3
export const witnessOf = (tps) => `witness:${tps.slice(0, 6)}`
export const deskOf = (tps, n) => `desk:${tps.slice(0, 4)}:${n}`
export const phonesOf = (tps) => `sms:${tps.slice(0, 4)}`
const DPT_WHEN_UNKNOWN = 250
const NEVER_REPORTS = 0.01
const READ_AT_DESK = 0.62
const UNIT = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const idFrom = (random) => random.pick([...'01234567']) + Array.from({ length: 25 }, () => random.pick([...UNIT])).join('')
/** Moods run down the tree regency > district > village with the spreads measured on real TPS, each from a seed of its own. */
function villageMood(seed, contest, village) {
  const regency = moodOf(contest.candidates, dice(seedFor(seed, `${contest.region}/${village.slice(0, 4)}`)))
  const district = shifted(regency, 0.16, dice(seedFor(seed, `${contest.region}/${village.slice(0, 6)}`)))
  return shifted(district, 0.29, dice(seedFor(seed, `${contest.region}/${village}`)))
}
/** All reports of one TPS x contest: the witness, a desk that reads the photo later, a third reader where those two differ. */
function reportsOf(station, contest, register, seed) {
  const random = dice(seedFor(seed, `${station.tps}/${contest.region}`))
  if (random.chance(NEVER_REPORTS)) return []
  const mood = villageMood(seed, contest, station.tps.slice(0, 10))
  const honest = honestPaper(contest.candidates, station.dpt ?? DPT_WHEN_UNKNOWN, register.ballotReserve, mood, random)
  const paper = writtenPaper(honest, random).figures
  const hours = arrivalHours(station.tps.slice(0, 4), station.signal !== false, random)
  const due = (after, author, source, basis, figures) => ({
    hours: hours + after,
    author,
    id: idFrom(random),
    tps: station.tps,
    contest: contest.region,
    source,
    basis,
    figures,
  })
  const witness = typed(paper, random)
  const reports = [due(0, witnessOf(station.tps), 'witness', 'counted', witness)]
  if (station.signal === false && random.chance(0.4))
    reports.unshift(due(-1, phonesOf(station.tps), 'sms', 'message', decidingOnly(typed(paper, random))))
  if (!random.chance(READ_AT_DESK)) return reports
  const first = random.between(1, DESKS_PER_ROOM)
  const reading = typed(paper, random)
  reports.push(due(0.3 + 1.2 * random.next(), deskOf(station.tps, first), 'desk', 'photo', reading))
  if (JSON.stringify(reading.votes) !== JSON.stringify(witness.votes) && random.chance(0.7)) {
    const other = (first % DESKS_PER_ROOM) + 1
    reports.push(due(2 + random.next(), deskOf(station.tps, other), 'desk', 'photo', typed(paper, random)))
  }
  return reports
}
/** The whole night in the order of sending. Deterministic in seed and register. */
export function planNight(register, seed) {
  const night = register.tps.flatMap((station) =>
    contestsOf(register.contests, register.notVoting, station.tps.slice(0, 4)).flatMap((contest) =>
      reportsOf(station, contest, register, seed),
    ),
  )
  return night.toSorted((a, b) => a.hours - b.hours)
}
