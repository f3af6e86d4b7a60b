// Screens of one kind in a process of their own, each with its own socket and the client's own view: the machine of a full view does not
// wait for the parsing of 900 summaries, as it would not on the night.
import { io, type Socket } from 'socket.io-client'
import { NOTHING_YET, applyDelta, applyJoined, type FeedView } from '../../client/src/feed-view.ts'
import type { ClientToServer, Joined, RoomDelta, ServerToClient, View } from '../../shared/wire.ts'
import type { RoomId } from '../../shared/ids.ts'
import { now } from './child.ts'

export type ScreenKind = 'one room' | 'province' | 'full'
export type ScreensTask = {
  readonly url: string
  readonly token: string
  readonly rooms: readonly string[]
  readonly kind: ScreenKind
  readonly count: number
}
/** When a screen of this view had applied everything of `room` up to `seq`. */
export type Applied = {
  readonly kind: ScreenKind
  readonly screen: number
  readonly view: View
  readonly room: string
  readonly seq: number
  readonly at: number
}
export type ScreensReady = { readonly ready: number; readonly snapshotBytes: Readonly<Record<View, number>>; readonly joinMs: number }
export type ScreensAnswer = {
  readonly applied: readonly Applied[]
  readonly gaps: number
  readonly frames: number
  readonly frameBytes: number
}

const applied: Applied[] = []
const counts = { gaps: 0, frames: 0, frameBytes: 0 }
const snapshotBytes: Record<View, number> = { summary: 0, full: 0 }

function watches(screen: number, { kind, rooms }: ScreensTask): { view: View; rooms: readonly string[] } {
  const own = [rooms[screen % rooms.length]!]
  return { view: kind === 'full' ? 'full' : 'summary', rooms: kind === 'province' ? rooms : own }
}

async function openScreen(task: ScreensTask, screen: number): Promise<void> {
  const { view, rooms } = watches(screen, task)
  const socket: Socket<ServerToClient, ClientToServer> = io(task.url, {
    transports: ['websocket'],
    auth: { token: task.token },
    forceNew: true,
  })
  const feeds = new Map<string, FeedView>()
  socket.on('frame', (frame) => {
    counts.frames++
    if (screen === 0) counts.frameBytes += JSON.stringify(frame).length
    for (const delta of frame.rooms) take(delta)
  })
  function take(delta: RoomDelta): void {
    const next = applyDelta(feeds.get(delta.room) ?? NOTHING_YET, delta)
    if ('gap' in next) return void counts.gaps++
    feeds.set(delta.room, next)
    applied.push({ kind: task.kind, screen, view, room: delta.room, seq: delta.to, at: now() })
  }
  for (const room of rooms) {
    const answer = await socket.timeout(30_000).emitWithAck('room:join', { room: room as RoomId, view })
    if (!answer.ok) throw new Error(answer.problem.detail)
    if (screen < 20) snapshotBytes[view] = Math.max(snapshotBytes[view], JSON.stringify(answer.value).length)
    feeds.set(room, applyJoined(feeds.get(room) ?? NOTHING_YET, answer.value as Joined))
  }
}

async function open(task: ScreensTask): Promise<ScreensReady> {
  const started = now()
  for (let at = 0; at < task.count; at += 50)
    await Promise.all(Array.from({ length: Math.min(50, task.count - at) }, (_, i) => openScreen(task, at + i)))
  return { ready: task.count, snapshotBytes, joinMs: now() - started }
}

process.on('message', (message: ScreensTask | 'tell') => {
  if (message === 'tell') return void process.send?.({ applied, ...counts } satisfies ScreensAnswer)
  return void open(message).then((ready) => process.send?.(ready))
})
