import type { Contest } from '../../../../shared/election.ts'
import { ourStanding } from '../../../../shared/our-standing.ts'
import type { Severity } from '../../../../shared/tally.ts'
import { candidateColour } from '../../candidate-colour.ts'
import { isColoured, marginColour, STANDING_TOKENS, type MapFill } from '../wall/map-fill.ts'
import type { Layer } from './explore-view.ts'
import { STATE_LOOK } from './state-look.ts'
import type { TpsFacts } from './tps-facts.ts'

/** What a cell is drawn with; `fill` and `ink` are CSS colours, `pattern` lies over the fill. */
export type CellLook = {
  readonly fill: string
  readonly pattern?: 'hatch' | 'diagonal' | 'dots'
  readonly edge?: string
  readonly mark?: string
  readonly ink?: string
  readonly solid?: true
}
/** Few looks and many cells: cell i has the look `palette[index[i]]`; `dim[i]` = it does not meet the filters. */
export type CellLooks = { readonly palette: readonly CellLook[]; readonly index: Uint16Array; readonly dim: Uint8Array }

const NO_VALUE = 'var(--no-value)'
const SEVERITY_INK: Readonly<Record<Severity, string>> = {
  critical: 'var(--bad)',
  high: 'var(--behind-clear)',
  medium: 'var(--watch)',
  info: 'var(--info)',
}
const RING = 'M2.6 8a5.4 5.4 0 1 0 10.8 0a5.4 5.4 0 1 0-10.8 0Z'

export function paletteOf<T>(
  items: readonly T[],
  lookOf: (item: T) => { readonly key: string; readonly look: () => CellLook },
  dims: (item: T) => boolean,
): CellLooks {
  const [palette, known] = [[] as CellLook[], new Map<string, number>()]
  const [index, dim] = [new Uint16Array(items.length), new Uint8Array(items.length)]
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as T
    const { key, look } = lookOf(item)
    let at = known.get(key)
    if (at === undefined) {
      at = palette.push(look()) - 1
      known.set(key, at)
    }
    index[i] = at
    if (dims(item)) dim[i] = 1
  }
  return { palette, index, dim }
}

/** `hasil` = who leads in this one TPS, `cakupan` = its state, `kejanggalan` = its gravest finding; `single` as on the map of regions. */
export function tpsLook(facts: TpsFacts, layer: Layer, single: boolean): { key: string; look: () => CellLook } {
  switch (layer) {
    case 'cakupan':
      return { key: facts.state, look: () => ofState(facts) }
    case 'kejanggalan':
      return {
        key: facts.gravest ?? '',
        look: () => (facts.gravest ? { fill: NO_VALUE, mark: RING, ink: SEVERITY_INK[facts.gravest] } : { fill: NO_VALUE }),
      }
    case 'hasil':
      return resultLook(facts, single)
  }
}

function ofState({ state }: TpsFacts): CellLook {
  const { fill, edge, mark, ink, solid } = STATE_LOOK[state]
  return {
    fill: `var(${fill})`,
    ...(edge ? { edge: `var(${edge})` } : {}),
    ...(mark ? { mark } : {}),
    ...(ink ? { ink: `var(${ink})` } : {}),
    ...(solid ? { solid } : {}),
  }
}

const EMPTY: CellLook = { fill: NO_VALUE, pattern: 'dots' }
function resultLook({ cell, contest }: TpsFacts, single: boolean): { key: string; look: () => CellLook } {
  const votes = cell?.votes
  const lead = votes && leadIn(contest, votes)
  if (!votes || !lead) return { key: 'none', look: () => EMPTY }
  if (single) {
    const colour = marginColour(candidateColour(lead.candidate), lead.points)
    const column = lead.candidate.kind === 'empty-column'
    return { key: colour, look: () => (column ? { fill: colour, pattern: 'diagonal' } : { fill: colour }) }
  }
  const { standing } = ourStanding(contest, { votes, tps: { expected: 1, counted: 1 } })
  return { key: standing, look: () => ({ fill: isColoured(standing) ? `var(--${STANDING_TOKENS[standing]})` : NO_VALUE }) }
}

export type Lead = {
  readonly candidate: Contest['candidates'][number]
  readonly votes: number
  readonly points: number
}
/** The candidate with the most votes, and how many points of the valid votes before the next; undefined before the first vote. */
export function leadIn({ candidates }: Contest, votes: Readonly<Record<string, number>>): Lead | undefined {
  let [first, most, second, valid] = [undefined as Contest['candidates'][number] | undefined, 0, 0, 0]
  for (const candidate of candidates) {
    const n = votes[candidate.number] ?? 0
    valid += n
    if (n > most) [first, most, second] = [candidate, n, most]
    else if (n > second) second = n
  }
  return first && { candidate: first, votes: most, points: ((most - second) / valid) * 100 }
}

/** The fill of a region on the map, as a cell. */
export function regionLook(fill: MapFill): { key: string; look: () => CellLook } {
  switch (fill.kind) {
    case 'solid':
      return { key: fill.colour, look: () => ({ fill: fill.colour }) }
    case 'hatch':
      return { key: `hatch ${fill.colour}`, look: () => ({ fill: fill.colour, pattern: 'hatch' }) }
    case 'plain':
      return { key: 'plain', look: () => ({ fill: NO_VALUE }) }
    case 'diagonal':
    case 'dots': {
      const { kind } = fill
      return { key: kind, look: () => ({ fill: NO_VALUE, pattern: kind }) }
    }
  }
}
