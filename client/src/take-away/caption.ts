import type { RegisterAnswer } from '../../../shared/answers.ts'
import type { Mode } from '../../../shared/tally.ts'
import { moment } from '../moment.ts'
import { nameOf } from '../region-path.ts'
import { appWords } from '../words/app.ts'
import { resultWords } from '../words/results.ts'
import { takeAwayWords as words } from '../words/take-away.ts'

/** What is on screen, for whoever meets it elsewhere. `at` = by room the ledger entry the figures are of; may be empty. */
export type Shown = {
  readonly title: string
  readonly region: string
  readonly contest?: string
  readonly mode?: Mode
  readonly at: Readonly<Record<string, number>>
}
/** Who takes it away and when, in epoch ms of the election's clock. */
export type Taken = { readonly person: string; readonly nowMs: number }

/** Parts of the line at the foot of a picture; the last is said on every picture, whatever else is missing. */
export function captionOf({ election, regions }: Pick<RegisterAnswer, 'election' | 'regions'>, shown: Shown, taken: Taken): string[] {
  const positions = Object.entries(shown.at)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([room, seq]) => `${room}: ${seq}`)
  const place = shown.region.length < 13 ? `${nameOf(regions, shown.region)} (${shown.region})` : `TPS ${shown.region}`
  return [
    ...(election.simulated ? [appWords.simulated.badge] : []),
    election.name,
    shown.title,
    place,
    ...(shown.mode ? [resultWords.modes[shown.mode]] : []),
    ...(positions.length > 0 ? [words.seq(positions.join(', '))] : []),
    moment(taken.nowMs, election),
    words.by(taken.person),
    words.unofficial,
  ]
}

/** As the server names its tables: `SIMULASI-kaltim-2020-tampilan-64-6472-51`. */
export function fileNameOf({ election }: Pick<RegisterAnswer, 'election'>, { region, contest, mode, at }: Shown): string {
  const seq = Object.values(at).reduce((sum, one) => sum + one, 0)
  const parts = [
    election.id,
    'tampilan',
    ...(contest === undefined || contest === region ? [] : [contest]),
    region,
    ...(mode === undefined || mode === 'reported' ? [] : [mode]),
    seq,
  ]
  return `${election.simulated ? 'SIMULASI-' : ''}${parts.join('-')}`
}
