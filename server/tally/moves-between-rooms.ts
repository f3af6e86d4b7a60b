import { roomOf, type RequestId, type RoomId } from '../../shared/ids.ts'
import type { Recorded } from '../../shared/facts.ts'
import { arrivalHash } from '../room/request-id.ts'

/** A form that left `room` with entry `seq` and is not in the room `to`. */
export type Missing = { readonly room: RoomId; readonly seq: number; readonly form: RequestId; readonly to: RoomId }
/** `lost` = the other room went on without it; `unfinished` = the other room had no time yet, so the next start completes it. */
export type MissingArrivals = { readonly lost: readonly Missing[]; readonly unfinished: readonly Missing[] }
/** The entry of an arrival whose request hash is not that of its withdrawal: a repeat would write it a second time. */
export type Stray = { readonly room: RoomId; readonly seq: number }

/** An arrival is written within milliseconds, tried again each second, and at start-up before anything else. */
const GRACE_MS = 60_000

/** Pairs each withdrawal with its arrival in the other room, however many ids the arrival had to try. */
export class MovesBetweenRooms {
  readonly #left: (Missing & { readonly at: string; readonly id: RequestId })[] = []
  readonly #arrived = new Map<string, Stray & { readonly requestHash: string }>()
  readonly #newest = new Map<RoomId, string>()

  note({ room, seq, at, fact }: Recorded, requestHash: string): void {
    this.#newest.set(room, at)
    if (fact.type === 'form.withdrawn') this.#left.push({ room, seq, form: fact.form, to: roomOf(fact.to), at, id: fact.id })
    if (fact.type === 'form.reported' && fact.movedFrom)
      this.#arrived.set(pair(fact.movedFrom.room, fact.movedFrom.form, room), { room, seq, requestHash })
  }

  /** `unread` = rooms that were not read to their end: what is missing there is not known. */
  missing(unread: ReadonlySet<RoomId>): MissingArrivals {
    const absent = this.#left.filter(({ room, form, to }) => !unread.has(to) && !this.#arrived.has(pair(room, form, to)))
    const isLost = ({ to, at }: (typeof absent)[number]): boolean => Date.parse(this.#newest.get(to) ?? at) - Date.parse(at) > GRACE_MS
    const plain = ({ room, seq, form, to }: Missing): Missing => ({ room, seq, form, to })
    return { lost: absent.filter(isLost).map(plain), unfinished: absent.filter((one) => !isLost(one)).map(plain) }
  }

  strays(): Stray[] {
    return this.#left.flatMap(({ room, form, to, id }) => {
      const arrival = this.#arrived.get(pair(room, form, to))
      return arrival && arrival.requestHash !== arrivalHash(id) ? [{ room: arrival.room, seq: arrival.seq }] : []
    })
  }
}

const pair = (from: RoomId, form: RequestId, to: RoomId): string => `${from}/${form}/${to}`
