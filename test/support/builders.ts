import type { Sheet } from '../../shared/checks/check.ts'
import type { Figures } from '../../shared/form.ts'
import type { ContestId, RequestId, TpsId } from '../../shared/ids.ts'
import type { Cell, Report, Settlement } from '../../shared/report.ts'

/** The example of CONTRACT.md: three pairs, every sum right, 229 people of a DPT of 290. */
const RIGHT: Figures = {
  votes: { '1': 83, '2': 102, '3': 40 },
  valid: 225,
  invalid: 4,
  total: 229,
  voters: { dpt: { m: 140, f: 150, total: 290 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 294 } },
  users: { dpt: { total: 225 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 229 } },
  ballots: { received: 298, returned: 0, unused: 69, used: 229 },
}
export const CANDIDATES: readonly number[] = [1, 2, 3]

/** A sheet's figures, right by default; a block that is named replaces the whole block. */
export const figures = (changes: Partial<Figures> = {}): Figures => ({ ...RIGHT, ...changes })

/** Figures of another sheet that adds up too: two votes went from pair 1 to pair 2. */
export const otherFigures = (changes: Partial<Figures> = {}): Figures => figures({ votes: { '1': 81, '2': 104, '3': 40 }, ...changes })

/** A well-formed ULID that says its number. */
export const idOf = (n: number): RequestId => `01JDB3ZK7Q8M4V2N5X6Y9${String(n).padStart(5, '0')}`
/** Minute `seq` after 15.00 WITA, two hours after the polls closed. */
export const instantOf = (seq: number): string => new Date(Date.UTC(2020, 11, 9, 7, seq)).toISOString()

/** A witness's report of what he counted; id and time follow from `seq`. */
export function aReport(changes: Partial<Report> = {}): Report {
  const seq = changes.seq ?? 1
  return {
    id: idOf(seq),
    seq,
    at: instantOf(seq),
    by: 'witness-1',
    tps: '6472011001004' as TpsId,
    contest: '6472' as ContestId,
    round: 1,
    source: 'witness',
    basis: 'counted',
    figures: figures(),
    photos: [],
    ...changes,
  }
}

/** An operator's reading of the photo in the count room. */
export const aReading = (changes: Partial<Report> = {}): Report => aReport({ by: 'operator-1', source: 'desk', basis: 'photo', ...changes })

export function aSettlement(changes: Partial<Settlement> = {}): Settlement {
  const seq = changes.seq ?? 1
  return { id: idOf(seq), seq, at: instantOf(seq), by: 'coordinator', figures: figures(), ...changes }
}

/** Reports in the order they arrived, whatever order they are given in. */
export function aCell(reports: readonly Report[], settlements: readonly Settlement[] = []): Cell {
  return { reports: reports.toSorted((a, b) => a.seq - b.seq), settlements }
}

/** What the one-form checks look at, nothing to be found by default. */
export const aSheet = (changes: Partial<Sheet> = {}): Sheet => ({
  tps: '6472011001004',
  contest: '6472',
  round: 1,
  figures: figures(),
  candidates: CANDIDATES,
  registerDpt: 290,
  maxVotersPerTps: 500,
  ballotReserve: 0.025,
  pollsClose: '2020-12-09T13:00:00+08:00',
  reportedAt: instantOf(1),
  ...changes,
})
