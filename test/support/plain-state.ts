import { allOf as read } from '../../shared/report.ts'
import type { RoomState } from '../../shared/room-state.ts'

/** A state as data, with every figure read, so that states folded in different ways can be compared. */
export const plainState = (state: RoomState) => ({
  ...state,
  forms: [...state.forms.values()].map(read),
  cells: [...state.cells].map(([key, cell]) => [key, { ...cell, reports: cell.reports.map(read) }]),
  withdrawals: state.withdrawals.map((left) => ({ ...left, report: read(left.report) })),
})
