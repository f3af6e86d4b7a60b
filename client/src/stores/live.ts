import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RoomId } from '../../../shared/ids.ts'
import type { Joined, Position, RoomDelta, Row, View } from '../../../shared/wire.ts'
import type { ConnectionState } from '../connection.ts'
import { applyDelta, applyJoined, NOTHING_YET, type FeedView } from '../feed-view.ts'

/** People see at most one batch of changes a second; the truth behind it is never held back longer. */
const BATCH_MS = 1_000
export type Rooms = ReadonlyMap<RoomId, ReadonlyMap<string, Row>>

/**
 * The rows of every wanted room as one consistent value, and whether it is current. No socket inside: the feed calls it.
 * Times are monotonic milliseconds (`performance.now()`), passed in.
 */
export const useLive = defineStore('live', () => {
  const state = ref<ConnectionState>({ kind: 'connecting' })
  const shown = shallowRef<Rooms>(new Map())
  /** By room the ledger entry that what is shown stands at. */
  const positions = shallowRef<Readonly<Record<string, number>>>({})
  /** When the server last said it is alive while nothing was missing here; undefined until the first time. */
  const aliveAt = ref<number>()
  const wanted = shallowRef<readonly RoomId[]>([])
  /** Rooms that are shown with their villages, TPS and findings. */
  const full = shallowRef<ReadonlySet<RoomId>>(new Set())
  const complete = computed(() => wanted.value.length > 0 && wanted.value.every((room) => shown.value.has(room)))

  const truth = new Map<RoomId, FeedView>()
  let views: ReadonlyMap<RoomId, View> = new Map()
  let owed: { at: number; seqs: Readonly<Record<string, number>> } | undefined
  let shownAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  /** A room that is wanted in another view starts anew; until it is there, what was shown of it stays. */
  function want(rooms: readonly { readonly room: RoomId; readonly view: View }[]): void {
    const next = new Map(rooms.map(({ room, view }) => [room, view]))
    for (const room of truth.keys()) if (next.get(room) !== views.get(room)) truth.delete(room)
    views = next
    wanted.value = [...next.keys()]
  }

  const since = (room: RoomId): Position | undefined => truth.get(room)?.position

  function joined(room: RoomId, answer: Joined, now: number): void {
    truth.set(room, applyJoined(truth.get(room) ?? NOTHING_YET, answer))
    changed(now)
  }

  /** `gap`: nothing changed; what is on screen is old until the room was joined again. */
  function advanced(delta: RoomDelta, now: number): 'applied' | 'gap' {
    // A last frame of the view that was wanted before.
    if (delta.view !== views.get(delta.room)) return 'applied'
    const next = applyDelta(truth.get(delta.room) ?? NOTHING_YET, delta)
    if ('gap' in next) return 'gap'
    truth.set(delta.room, next)
    changed(now)
    return 'applied'
  }

  /** A sign of life counts once everything it names is here. Returns the rooms that an earlier one named and that still miss something. */
  function signOfLife(seqs: Readonly<Record<string, number>>, now: number): RoomId[] {
    const late = owed ? behind(owed.seqs) : []
    owed = { at: now, seqs }
    settle()
    return late
  }

  const behind = (seqs: Readonly<Record<string, number>>): RoomId[] =>
    wanted.value.filter((room) => (truth.get(room)?.position?.seq ?? -1) < (seqs[room] ?? 0))

  function settle(): void {
    if (!owed || behind(owed.seqs).length > 0) return
    aliveAt.value = owed.at
  }

  function changed(now: number): void {
    settle()
    if (!wanted.value.every((room) => truth.has(room)) || timer !== undefined) return
    const wait = shownAt + BATCH_MS - now
    if (wait <= 0) return show(now)
    timer = setTimeout(() => {
      timer = undefined
      show(now + wait)
    }, wait)
  }

  function show(now: number): void {
    shownAt = now
    // The first complete picture is as new as its answer; without this a server that falls silent at once would never look old.
    aliveAt.value ??= now
    shown.value = new Map([...truth].map(([room, view]) => [room, view.rows]))
    positions.value = Object.fromEntries([...truth].map(([room, { position }]) => [room, position?.seq ?? 0]))
    full.value = new Set([...truth.keys()].filter((room) => views.get(room) === 'full'))
  }

  return { state, shown, positions, full, aliveAt, wanted, complete, want, since, joined, advanced, signOfLife }
})
