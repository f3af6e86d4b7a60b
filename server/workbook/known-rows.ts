import { cellKey } from '../../shared/report.ts'
import { numbersOf, contestOf } from '../../shared/room-rules.ts'
import { currentRound } from '../../shared/room-state.ts'
import { judge, liveReports } from '../../shared/standing.ts'
import { type FigureField, figureAt } from '../../shared/workbook.ts'
import type { Room } from '../room/rooms.ts'
import type { MadeRow } from './made-workbook.ts'

export type KnownAsked = { readonly region: string; readonly contest: string; readonly by: string; readonly sees: boolean }

/**
 * Every TPS of the register in a region, by code, with the figures that count; whoever types blind gets only what he himself reported.
 * Read in one step, so that all rows are those of the entry the room stands at.
 */
export function knownRows({ state }: Room, { region, contest, by, sees }: KnownAsked): MadeRow[] {
  const of = contestOf(state, contest)
  const numbers = of ? numbersOf(of) : []
  const fields: readonly FigureField[] = [...numbers.map((number): FigureField => `votes.${number}`), 'valid', 'invalid', 'users.all']
  const rows: MadeRow[] = []
  for (const [tps, { dpt, withdrawn }] of state.stations) {
    if (withdrawn || !tps.startsWith(region)) continue
    const cell = state.cells.get(cellKey(tps, contest, currentRound(state, tps, contest)))
    const own = cell && liveReports(cell).find((report) => report.by === by)
    const figures = cell && (sees ? (judge(cell, numbers).counted?.figures ?? own?.figures) : own?.figures)
    const known = new Map(fields.flatMap((field) => knownAt(figures && figureAt(figures, field), field)))
    rows.push({ tps, ...(dpt === undefined ? {} : { dpt }), known })
  }
  return rows.toSorted((a, b) => (a.tps < b.tps ? -1 : 1))
}

const knownAt = (n: number | undefined, field: FigureField): [FigureField, number][] => (n === undefined ? [] : [[field, n]])
