import { contestsOf, type Contest, type Election } from '../../shared/election.ts'
import type { ContestId, RoomId } from '../../shared/ids.ts'
import type { RegisterAnswer } from '../../shared/answers.ts'
import type { RegionTally } from '../../shared/tally.ts'
import type { TallyRow } from '../../shared/wire.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'

/** A plausible night of all ten rooms for looking at screens: drawn, not counted. */
export type Stage = 'empty' | 'early' | 'half' | 'full' | 'over'

/** Share of TPS in, by regency: early totals are biased by place, as on the real nights. */
const IN: Readonly<Record<Stage, Readonly<Record<string, number>>>> = {
  empty: {},
  early: { '6471': 0.12, '6472': 0.09, '6474': 0.21, '6402': 0.03 },
  half: { '6401': 0.58, '6402': 0.51, '6403': 0.66, '6407': 0.31, '6408': 0.54, '6411': 0.035, '6471': 0.74, '6472': 0.62, '6474': 0.81 },
  full: { '6401': 1, '6402': 0.997, '6403': 1, '6407': 0.98, '6408': 1, '6411': 0.93, '6471': 1, '6472': 1, '6474': 1 },
  over: { '6401': 1, '6402': 1, '6403': 1, '6407': 1, '6408': 1, '6411': 1, '6471': 1, '6472': 1, '6474': 1 },
}
/** Ours' part of the votes; the others share the rest unevenly. */
const OURS: Readonly<Record<string, number>> = {
  '6401': 0.46,
  '6402': 0.74,
  '6403': 0.58,
  '6407': 0.391,
  '6408': 0.362,
  '6411': 0.34,
  '6471': 0.625,
  '6472': 0.361,
  '6474': 0.472,
}
const CHECKED = 0.53
const TURNOUT = 0.67

/** Always the same numbers between 0 and 1. */
function dice(seed: number): () => number {
  let state = seed
  return () => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648), state / 2_147_483_648)
}

export const nightElection = (): Election => templateElection('kaltim-2020', { seed: 7 })

export function registerAnswer(election: Election): RegisterAnswer {
  const counts: RegisterAnswer['counts'] = {}
  for (const { tps, dpt } of election.tps) {
    const room = (counts[tps.slice(0, 4)] ??= { tps: 0, dpt: 0, unknownDpt: 0 })
    room.tps++
    if (dpt === undefined) room.unknownDpt++
    else room.dpt += dpt
  }
  const { id, name, date, timezone, pollsClose, province, maxVotersPerTps, ballotReserve, holidays, simulated } = election
  return {
    election: { id, name, date, timezone, pollsClose, province, maxVotersPerTps, ballotReserve, holidays, simulated },
    contests: election.contests,
    regions: election.regions.filter(({ code }) => code.length <= 6) as RegisterAnswer['regions'],
    notVoting: election.notVoting,
    form: { id: 'kwk-2020', pages: [] },
    counts,
    drawn: ['regency'],
  }
}

/** Summary rows of a room: its regency and its districts. `at` = the instant the newest forms arrived around. */
export function roomRows(election: Election, room: string, stage: Stage, at: number): TallyRow[] {
  const contest = contestsOf(election.contests, election.notVoting, room)[0]
  if (!contest) return []
  const next = dice(Number(room))
  const districts = election.regions.filter(({ code }) => code.length === 6 && code.startsWith(room))
  const rows = districts.map(({ code }) => districtRow(election, contest, code, { stage, next, at }))
  return [sumRow(contest, room, rows), ...rows]
}

type Draw = { readonly stage: Stage; readonly next: () => number; readonly at: number }

function districtRow(election: Election, contest: Contest, district: string, { stage, next, at }: Draw): TallyRow {
  const stations = election.tps.filter(({ tps }) => tps.startsWith(district))
  const dpt = stations.reduce((sum, one) => sum + (one.dpt ?? 0), 0)
  const wanted = IN[stage][district.slice(0, 4)] ?? 0
  const part = wanted >= 0.9 ? wanted : Math.min(1, wanted * (0.7 + 0.6 * next()))
  const counted = Math.round(stations.length * part)
  const done = stations.length > 0 ? counted / stations.length : 0
  const valid = Math.round(dpt * done * TURNOUT)
  const findings = counted === 0 ? 0 : Math.floor(counted * 0.02 * next() * 2)
  const row: RegionTally = {
    contest: contest.region,
    region: district,
    round: 1,
    mode: 'reported',
    tps: { expected: stations.length, counted },
    dpt: { expected: dpt, counted: Math.round(dpt * done), unknownTps: 0 },
    votes: votesOf(contest, valid, next),
    valid: { computed: valid, written: valid, tps: counted },
    invalid: { n: Math.round(valid * 0.02), tps: counted },
    composition: { provisional: counted - Math.round(counted * CHECKED), agreed: Math.round(counted * CHECKED) },
    findings:
      findings === 0
        ? {}
        : { high: Math.ceil(findings / 3), medium: Math.floor((findings * 2) / 3), ...(next() > 0.86 ? { critical: 1 } : {}) },
  }
  return {
    kind: 'tally',
    key: `tally/${contest.region}/${district}`,
    seq: counted,
    tally: row,
    checked: {
      tps: Math.round(counted * CHECKED),
      dpt: Math.round(dpt * done * CHECKED),
      votes: Object.fromEntries(Object.entries(row.votes).map(([number, n]) => [number, Math.round(n * CHECKED)])),
    },
    stake: findings * Math.round(20 + 130 * next()),
    unconfirmed: Math.round(findings / 2),
    ...(counted > 0 ? { newest: new Date(at - Math.round(next() * 900_000)).toISOString() } : {}),
  }
}

function votesOf(contest: Contest, valid: number, next: () => number): Record<string, number> {
  const ours = Math.round(valid * (OURS[contest.region] ?? 0.5) * (0.96 + 0.08 * next()))
  const others = contest.candidates.filter((one) => !one.ours)
  const first = others.length === 1 ? valid - ours : Math.round((valid - ours) * 0.54)
  const rest = others.length > 1 ? Math.round((valid - ours - first) / (others.length - 1)) : 0
  let nth = 0
  return Object.fromEntries(
    contest.candidates.map(({ number, ours: isOurs }) => [String(number), isOurs ? ours : nth++ === 0 ? first : rest]),
  )
}

function sumRow(contest: Contest, room: string, rows: readonly TallyRow[]): TallyRow {
  const total = (pick: (row: TallyRow) => number): number => rows.reduce((sum, row) => sum + pick(row), 0)
  const severities = ['critical', 'high', 'medium', 'info'] as const
  const findings = severities.map((one) => [one, total((row) => row.tally.findings[one] ?? 0)] as const).filter(([, n]) => n > 0)
  const newest = rows
    .flatMap((row) => row.newest ?? [])
    .toSorted()
    .at(-1)
  const counted = total((row) => row.tally.tps.counted)
  const perCandidate = (of: (row: TallyRow) => Record<string, number>): Record<string, number> =>
    Object.fromEntries(contest.candidates.map(({ number }) => [String(number), total((row) => of(row)[number] ?? 0)]))
  return {
    kind: 'tally',
    key: `tally/${contest.region}/${room}`,
    seq: counted,
    tally: {
      contest: contest.region as ContestId,
      region: room as RoomId,
      round: 1,
      mode: 'reported',
      tps: { expected: total((row) => row.tally.tps.expected), counted },
      dpt: { expected: total((row) => row.tally.dpt.expected), counted: total((row) => row.tally.dpt.counted), unknownTps: 0 },
      votes: perCandidate((row) => row.tally.votes),
      valid: { computed: total((row) => row.tally.valid.computed), written: total((row) => row.tally.valid.written), tps: counted },
      invalid: { n: total((row) => row.tally.invalid.n), tps: counted },
      composition: {
        provisional: total((row) => row.tally.composition.provisional ?? 0),
        agreed: total((row) => row.tally.composition.agreed ?? 0),
      },
      findings: Object.fromEntries(findings),
    },
    checked: {
      tps: total((row) => row.checked.tps),
      dpt: total((row) => row.checked.dpt),
      votes: perCandidate((row) => row.checked.votes),
    },
    stake: total((row) => row.stake),
    unconfirmed: total((row) => row.unconfirmed),
    ...(newest ? { newest } : {}),
  }
}
