import type { Election } from '../../shared/election.ts'
import type { Mode } from '../../shared/tally.ts'
import type { Sheet } from './sheet.ts'
import { en } from './words.en.ts'
import { id, type ExportWords } from './words.id.ts'

export type ExportLanguage = 'id' | 'en'
export const wordsIn = (language: ExportLanguage): ExportWords => (language === 'en' ? en : id)

/** What a table is about and who takes it away. `at` = by room the entry it was read at. */
export type ExportContext = {
  readonly election: Election
  /** Absent where each regency's own contest is meant: their candidates are not the same. */
  readonly contest?: string
  readonly region: string
  readonly mode: Mode
  readonly round?: number
  readonly until?: string
  readonly at: Readonly<Record<string, number>>
  readonly person: string
  /** Epoch ms. */
  readonly nowMs: number
  readonly language: ExportLanguage
  /** Of a chosen view: filters and order in words, and what tells its rows from others in the file's name. */
  readonly chosen?: { readonly about: readonly string[]; readonly key: string }
}

/** The head of the file: a figure without it says less than it seems to. */
export function notesOf(context: ExportContext, rows: number): Sheet['notes'] {
  const { election, contest, region, mode, round, until, at, person, nowMs, language, chosen } = context
  const words = wordsIn(language)
  const { notes } = words
  const title = contest === undefined ? words.ownContests : (titleOf(election, contest) ?? contest)
  return [
    ...(election.simulated ? ([[words.simulated, words.simulatedMeans]] as const) : []),
    [notes.election, election.name],
    [notes.contest, title],
    [notes.region, `${nameOf(election, region)} (${region})`],
    [notes.mode, words.modes[mode]],
    [notes.round, round === undefined ? words.current : String(round)],
    ...(until === undefined ? [] : ([[notes.until, moment(Date.parse(until), election.timezone)]] as const)),
    ...(chosen?.about ?? []).map((line) => [notes.view, line] as const),
    [notes.seq, positionsOf(at)],
    [notes.rows, String(rows)],
    [notes.by, person],
    [notes.at, moment(nowMs, election.timezone)],
    [notes.unofficial, ''],
  ]
}

export const titleOf = ({ contests }: Pick<Election, 'contests'>, contest: string): string | undefined =>
  contests.find((one) => one.region === contest)?.title

export const nameOf = ({ regions }: Election, code: string): string =>
  code.length === 13
    ? `TPS ${Number(code.slice(10))} ${regions.find((one) => one.code === code.slice(0, 10))?.name ?? ''}`.trim()
    : (regions.find((one) => one.code === code)?.name ?? code)

/** `6471: 812, 6472: 1034`. */
export const positionsOf = (at: ExportContext['at']): string =>
  Object.entries(at)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([room, seq]) => `${room}: ${seq}`)
    .join(', ')

const ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}

/** `2020-12-09 19.42 WITA`. */
function moment(ms: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(ms)
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(ms)
  return `${day} ${time.replace(':', '.')} ${ZONES[timeZone] ?? timeZone}`
}

/**
 * Of how many rooms ever, the sum of their entries: it grows with every fact, so that two files of the same name hold the same figures.
 * A simulation is told by the name too, and of chosen rows which they are.
 */
export function fileNameOf(kind: 'hasil' | 'tps', { election, contest, region, mode, at, chosen }: ExportContext): string {
  const seq = Object.values(at).reduce((sum, one) => sum + one, 0)
  const parts = [
    election.id,
    kind,
    ...(contest === undefined || contest === region ? [] : [contest]),
    region,
    ...(mode === 'reported' ? [] : [mode]),
    ...(chosen ? ['pilihan', chosen.key] : []),
    seq,
  ]
  return `${election.simulated ? 'SIMULASI-' : ''}${parts.join('-')}`
}
