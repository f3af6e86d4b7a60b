import { Option } from 'commander'
import { z } from 'zod'
import { RoomId } from '../../shared/ids.ts'
import { parsedBy } from './arguments.ts'

/** `room:seq:hash`, as `verify` and `backup` print it. */
export const KnownHead = z
  .string()
  .regex(/^\d+:\d{1,15}:[0-9a-f]{64}$/, 'a head is room:seq:hash, e.g. 6472:51:<64 hexadecimal digits>')
  .transform((text) => {
    const [room, seq, hash] = text.split(':') as [string, string, string]
    return { room: room as RoomId, seq: Number(seq), hash }
  })
  .refine(({ room }) => RoomId.safeParse(room).success, 'a head begins with its room: two or four digits')
export type KnownHead = z.infer<typeof KnownHead>

export const headOption = (): Option =>
  new Option('--head <room:seq:hash>', 'an entry known from a receipt, a wall or verify --json, which must be here; repeatable').argParser(
    (text, before: readonly KnownHead[] | undefined) => [...(before ?? []), parsedBy(KnownHead)(text)],
  )

export function byRoom(heads: readonly KnownHead[]): Record<string, KnownHead[]> {
  const found: Record<string, KnownHead[]> = {}
  for (const head of heads) (found[head.room] ??= []).push(head)
  return found
}
