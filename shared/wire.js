import { z } from 'zod'
import { Instant, RoomId, Seq, Sha256 } from './ids.js'
import { Finding, RegionTally, TpsCell } from './tally.js'
/** History: 1 first release. A change of these schemas without a new number fails the wire test. */
export const PROTOCOL_VERSION = 1
/**
 * Rows are whole and carry their own seq: the last entry that touched them. `key` replaces the row of the same key.
 * A summary holds the tallies of the regency and its districts; a full view adds villages, TPS and findings.
 */
const row = (kind) => ({ kind: z.literal(kind), key: z.string(), seq: Seq })
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
export const TpsRow = z.strictObject({ ...row('tps'), cell: TpsCell })
export const FindingRow = z.strictObject({ ...row('finding'), finding: Finding })
export const Row = z.discriminatedUnion('kind', [TallyRow, TpsRow, FindingRow])
export const View = z.enum(['summary', 'full'])
export const Position = z.strictObject({ seq: Seq, hash: Sha256 })
export const RoomJoin = z.strictObject({ room: RoomId, view: View, since: Position.optional() })
export const Joined = z.strictObject({ kind: z.enum(['snapshot', 'delta']), seq: Seq, hash: Sha256, rows: z.array(Row) })
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
export const Hello = z.strictObject({
  protocol: z.int(),
  serverTime: Instant,
  election: z.strictObject({ id: z.string(), name: z.string(), simulated: z.boolean() }).optional(),
  /** The election's clock: in a demo it starts in the past and runs `speed` times faster than life. */
  clock: z.strictObject({ now: Instant, speed: z.number() }),
})
export const requests = {
  hello: { payload: z.undefined().or(z.strictObject({})), reply: Hello },
  'room:join': { payload: RoomJoin, reply: Joined },
  /** Without `view`: every view of the room. */
  'room:leave': { payload: z.strictObject({ room: RoomId, view: View.optional() }), reply: z.strictObject({}) },
}
export const notices = {
  frame: z.strictObject({ rooms: z.array(RoomDelta) }),
  /** Every 5 s, also when nothing arrives: the sign of life that freshness is measured by. */
  alive: z.strictObject({ at: z.record(z.string(), Seq) }),
}
