import * as z from 'zod'
import { ContestId, RegionCode } from './ids.ts'
import { NameText, WholeText } from './whole-text.ts'

/** First and last year in which an election may be held here; beyond them a year is mistyped, and no clock computes with it. */
export const YEARS = { first: 1955, last: 2100 } as const
export const isElectionYear = (date: string): boolean => {
  const year = Number(date.slice(0, 4))
  return year >= YEARS.first && year <= YEARS.last
}
/** A day of the calendar, `YYYY-MM-DD`. */
export const ElectionDay = z.iso
  .date({ message: 'a date is a day of the calendar, written YYYY-MM-DD', abort: true })
  .refine(isElectionYear, `the year is between ${YEARS.first} and ${YEARS.last}`)

export const Candidate = z.strictObject({
  number: z.int().min(1).max(99),
  name: NameText.min(1).max(200),
  /** For tight places: a wall, a column head. */
  short: NameText.min(1).max(24).optional(),
  kind: z.enum(['pair', 'empty-column']).default('pair'),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'a colour is #rrggbb')
    .optional(),
  ours: z.boolean().default(false),
})
export type Candidate = z.infer<typeof Candidate>

export const Contest = z.strictObject({
  region: ContestId,
  title: NameText.min(1).max(200),
  /** Inhabitants; decides the margin of UU 10/2016 art. 158. */
  population: z.int().positive().optional(),
  candidates: z.array(Candidate).min(1).max(99),
})
export type Contest = z.infer<typeof Contest>

/** What a contest is counted by. Everything else of it is how it is shown, and can be put right while forms come in. */
export const countedBy = ({ region, population, candidates }: Contest): unknown => ({
  region,
  ...(population === undefined ? {} : { population }),
  candidates: candidates.map(({ number, kind }) => ({ number, kind })),
})

const Label = z.strictObject({ id: NameText, en: NameText })
/** Which lines the paper has, page by page, in its own order: desk, witness app, workbook and PDF follow it. */
export const FormTemplate = z.strictObject({
  id: WholeText,
  pages: z.array(
    z.strictObject({
      blocks: z.array(
        z.strictObject({
          id: WholeText,
          label: Label,
          lines: z.array(z.strictObject({ field: WholeText, label: Label, sexes: z.boolean() })),
        }),
      ),
    }),
  ),
})
export type FormTemplate = z.infer<typeof FormTemplate>
/** A built-in template's id, or the template itself. */
export const FormTemplateRef = z.union([WholeText, FormTemplate])

/** Contests, and regencies that do not vote: more than the largest province has. */
export const MOST_REGIONS = 200
const MOST_HOLIDAYS = 100

/** `election.json` of an election folder (CONTRACT.md). */
export const ElectionFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'an election id has small letters, digits and hyphens'),
  name: NameText.min(1).max(200),
  date: ElectionDay,
  timezone: WholeText,
  pollsClose: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is HH:MM'),
  province: z.string().regex(/^\d{2}$/, 'a province code has 2 digits'),
  form: FormTemplateRef,
  maxVotersPerTps: z.int().positive(),
  ballotReserve: z.number().min(0).max(1),
  holidays: z.array(ElectionDay).max(MOST_HOLIDAYS).default([]),
  notVoting: z.array(RegionCode).max(MOST_REGIONS).default([]),
  contests: z.array(Contest).min(1).max(MOST_REGIONS),
})
export type ElectionFile = z.infer<typeof ElectionFile>

/** One row of the register; `dpt` undefined = unknown, its DPT checks stay silent. */
export type RegisterTps = {
  readonly tps: string
  readonly dpt?: number
  readonly dptM?: number
  readonly dptF?: number
  /** false = no mobile signal: expected late, on a fetch list instead of a call list. */
  readonly signal?: boolean
  readonly expectedBy?: string
}
export type Region = { readonly code: string; readonly name: string; readonly short?: string }

/** An election as parsed and complete: what `election load` stores and `GET /api/register` tells. */
export type Election = ElectionFile & {
  readonly regions: readonly Region[]
  readonly tps: readonly RegisterTps[]
  readonly simulated: boolean
}

/** Contests that are counted in a room: its own, and those of the province around it. */
export const contestsOf = <C extends { region: string }>(contests: readonly C[], notVoting: readonly string[], room: string): C[] =>
  notVoting.includes(room) ? [] : contests.filter((contest) => room.startsWith(contest.region))
