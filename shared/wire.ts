import * as z from 'zod'
import { Instant, RoomId, Seq, Sha256 } from './ids.ts'
import type { Problem } from './refusal.ts'
import { Finding, RegionTally, TpsCell } from './tally.ts'

/**
 * 1 = the first release. Optional members may be added under the same number, for whoever reads a row reads past what he does not
 * know; anything else is a new number. The wire test pins schemas and number together, so that each change is decided on.
 */
export const PROTOCOL_VERSION = 1

/**
 * Rows are whole and carry their own seq: the last entry that touched them. `key` replaces the row of the same key.
 * A summary holds the tallies of the regency and its districts; a full view adds villages, TPS and findings.
 */
const row = <K extends string>(kind: K) => ({ kind: z.literal(kind), key: z.string(), seq: Seq })
export const TallyRow = z.strictObject({
  ...row('tally'),
  /** Mode `reported`; its `findings` are the confirmed ones. */
  tally: RegionTally,
  /** The same region in mode `checked`. */
  checked: z.strictObject({ tps: z.int(), dpt: z.int(), votes: z.record(z.string(), z.int()) }),
  /** Votes at stake in confirmed open findings of severity high or critical. */
  stake: z.int(),
  /** Findings that no count-room reading has confirmed. */
  unconfirmed: z.int(),
  /** When the newest form arrived. */
  newest: Instant.optional(),
})
export type TallyRow = z.infer<typeof TallyRow>
export const TpsRow = z.strictObject({ ...row('tps'), cell: TpsCell })
export type TpsRow = z.infer<typeof TpsRow>
export const FindingRow = z.strictObject({ ...row('finding'), finding: Finding })
export type FindingRow = z.infer<typeof FindingRow>
export const Row = z.discriminatedUnion('kind', [TallyRow, TpsRow, FindingRow])
export type Row = z.infer<typeof Row>

export const View = z.enum(['summary', 'full'])
export type View = z.infer<typeof View>
export const Position = z.strictObject({ seq: Seq, hash: Sha256 })
export type Position = z.infer<typeof Position>

export const RoomJoin = z.strictObject({ room: RoomId, view: View, since: Position.optional() })
export const Joined = z.strictObject({ kind: z.enum(['snapshot', 'delta']), seq: Seq, hash: Sha256, rows: z.array(Row) })
export type Joined = z.infer<typeof Joined>
/**
 * Fits only on `from`; a client at another seq rejoins with what it has. `fromHash` is the hash there: a client that comes from another
 * ledger (restored, forked) may stand at the same seq. The server always sends it.
 */
export const RoomDelta = z.strictObject({
  room: RoomId,
  view: View,
  from: Seq,
  fromHash: Sha256.optional(),
  to: Seq,
  hash: Sha256,
  rows: z.array(Row),
})
export type RoomDelta = z.infer<typeof RoomDelta>

export const Hello = z.strictObject({
  protocol: z.int(),
  serverTime: Instant,
  election: z.strictObject({ id: z.string(), name: z.string(), simulated: z.boolean() }).optional(),
  /** The election's clock: in a demo it starts in the past and runs `speed` times faster than life. */
  clock: z.strictObject({ now: Instant, speed: z.number() }),
})
export type Hello = z.infer<typeof Hello>

export const requests = {
  hello: { payload: z.undefined().or(z.strictObject({})), reply: Hello },
  'room:join': { payload: RoomJoin, reply: Joined },
  /** Without `view`: every view of the room. */
  'room:leave': { payload: z.strictObject({ room: RoomId, view: View.optional() }), reply: z.strictObject({}) },
} as const satisfies Record<string, { payload: z.ZodType; reply: z.ZodType }>
export const notices = {
  frame: z.strictObject({ rooms: z.array(RoomDelta) }),
  /** Every 5 s, also when nothing arrives: the sign of life that freshness is measured by. */
  alive: z.strictObject({ at: z.record(z.string(), Seq) }),
} as const satisfies Record<string, z.ZodType>

export type RequestName = keyof typeof requests
export type PayloadOf<K extends RequestName> = z.infer<(typeof requests)[K]['payload']>
export type ReplyOf<K extends RequestName> = z.infer<(typeof requests)[K]['reply']>
/** A Result that crossed the wire. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }
export type ClientToServer = { [K in RequestName]: (payload: PayloadOf<K>, answer: (a: Answer<ReplyOf<K>>) => void) => void }
export type ServerToClient = { [K in keyof typeof notices]: (notice: z.infer<(typeof notices)[K]>) => void }
