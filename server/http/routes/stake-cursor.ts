import { z } from 'zod'

/** Where a list ranked by votes at stake was left off; `id` tells those of the same stake apart. */
export type Position = { readonly stake: number; readonly id: string }

export const byStake = (a: Position, b: Position): number => b.stake - a.stake || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export const cursorOf = ({ stake, id }: Position): string => Buffer.from(JSON.stringify([stake, id])).toString('base64url')

const Cursor = z.tuple([z.number(), z.string()])
/** Null = not one of ours. */
export function positionOf(cursor: string): Position | null {
  try {
    const [stake, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { stake, id }
  } catch {
    return null
  }
}
