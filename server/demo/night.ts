import { contestsOf, type Contest } from '../../shared/election.ts'
import type { Basis, Figures, Source } from '../../shared/form.ts'
import { arrivalHours } from './arrival.ts'
import { dice, seedFor, type Dice } from './dice.ts'
import { decidingOnly, typed, writtenPaper } from './mistakes.ts'
import { honestPaper, moodOf, shifted, type Mood } from './paper.ts'

/** What the simulated witnesses know of the election: what `GET /api/register` tells. */
export type NightRegister = {
  readonly contests: readonly Contest[]
  readonly notVoting: readonly string[]
  readonly ballotReserve: number
  readonly tps: readonly { readonly tps: string; readonly dpt?: number; readonly signal?: boolean }[]
}
/** One form that somebody sends at some moment; `author` names the credential he sends it with. */
export type Due = {
  readonly hours: number
  readonly author: string
  readonly id: string
  readonly tps: string
  readonly contest: string
  readonly source: Source
  readonly basis: Basis
  readonly figures: Figures
}

export const DESKS_PER_ROOM = 3
export const witnessOf = (tps: string): string => `witness:${tps.slice(0, 6)}`
export const deskOf = (tps: string, n: number): string => `desk:${tps.slice(0, 4)}:${n}`
export const phonesOf = (tps: string): string => `sms:${tps.slice(0, 4)}`

const DPT_WHEN_UNKNOWN = 250
const NEVER_REPORTS = 0.01
const READ_AT_DESK = 0.62
const UNIT = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const idFrom = (random: Dice): string => random.pick([...'01234567']) + Array.from({ length: 25 }, () => random.pick([...UNIT])).join('')

/** Moods run down the tree regency > district > village with the spreads measured on real TPS, each from a seed of its own. */
function villageMood(seed: number, contest: Contest, village: string): Mood {
  const regency = moodOf(contest.candidates, dice(seedFor(seed, `${contest.region}/${village.slice(0, 4)}`)))
  const district = shifted(regency, 0.16, dice(seedFor(seed, `${contest.region}/${village.slice(0, 6)}`)))
  return shifted(district, 0.29, dice(seedFor(seed, `${contest.region}/${village}`)))
}

/** All reports of one TPS x contest: the witness, a desk that reads the photo later, a third reader where those two differ. */
function reportsOf(station: NightRegister['tps'][number], contest: Contest, register: NightRegister, seed: number): Due[] {
  const random = dice(seedFor(seed, `${station.tps}/${contest.region}`))
  if (random.chance(NEVER_REPORTS)) return []
  const mood = villageMood(seed, contest, station.tps.slice(0, 10))
  const honest = honestPaper(contest.candidates, station.dpt ?? DPT_WHEN_UNKNOWN, register.ballotReserve, mood, random)
  const paper = writtenPaper(honest, random).figures
  const hours = arrivalHours(station.tps.slice(0, 4), station.signal !== false, random)
  const due = (after: number, author: string, source: Source, basis: Basis, figures: Figures): Due => ({
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
export function planNight(register: NightRegister, seed: number): Due[] {
  const night = register.tps.flatMap((station) =>
    contestsOf(register.contests, register.notVoting, station.tps.slice(0, 4)).flatMap((contest) =>
      reportsOf(station, contest, register, seed),
    ),
  )
  return night.toSorted((a, b) => a.hours - b.hours)
}
