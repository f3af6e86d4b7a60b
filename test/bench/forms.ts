import type { Election } from '../../shared/election.ts'
import { contestsOf } from '../../shared/election.ts'
import type { Figures } from '../../shared/form.ts'

const ULID = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** A ULID that counts up: unique within one `stream` letter pair, no clock and no dice. */
export function idOf(stream: string, n: number): string {
  let tail = ''
  for (let rest = n; tail.length < 16; rest = Math.floor(rest / 32)) tail = ULID[rest % 32]! + tail
  return (
    `01JBENCH${stream}`
      .replaceAll(/[ILOU]/g, '0')
      .padEnd(10, '0')
      .slice(0, 10) + tail
  )
}

/** A form whose sums hold; which of the figures depends on `n` only. */
function figuresOf(dpt: number, candidates: readonly number[], n: number): Figures {
  const users = Math.floor(dpt * (0.5 + (n % 40) / 100))
  const invalid = n % 7
  let left = users - invalid
  const votes = Object.fromEntries(
    candidates.map((candidate, i) => {
      const part = i === candidates.length - 1 ? left : Math.floor(left * (0.3 + ((n * 7 + i * 13) % 40) / 100))
      left -= part
      return [candidate, part]
    }),
  )
  const received = dpt + Math.ceil(dpt * 0.025)
  return {
    votes,
    valid: users - invalid,
    invalid,
    total: users,
    voters: { dpt: { total: dpt }, dpph: { total: 0 }, dptb: { total: 0 }, all: { total: dpt } },
    users: { dpt: { total: users }, dpph: { total: 0 }, dptb: { total: 0 }, all: { total: users } },
    ballots: { received, returned: 0, unused: received - users, used: users },
  }
}

export type BenchForm = { readonly tps: string; readonly contest: string; readonly figures: Figures }
/** Every TPS x contest once, rooms mixed, so that all writers work at the same time. */
export function formsOf(election: Election): BenchForm[] {
  const all = election.tps.flatMap((station, n) =>
    contestsOf(election.contests, election.notVoting, station.tps.slice(0, 4)).map((contest) => ({
      tps: station.tps,
      contest: contest.region,
      figures: figuresOf(
        station.dpt ?? 300,
        contest.candidates.map((candidate) => candidate.number),
        n,
      ),
    })),
  )
  const stride = 2741 // prime to the register's length, so that neighbours in the list lie in different rooms
  return all.map((_, i) => all[(i * stride) % all.length]!)
}
