import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { applyDelta, applyJoined, type FeedView, NOTHING_YET } from '../../client/src/feed-view.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import type { RoomId, TpsId } from '../../shared/ids.ts'
import type { Principal } from '../../shared/roles.ts'
import { type Joined, notices, type PayloadOf, requests, type RoomDelta } from '../../shared/wire.ts'
import { accepted, aLedger, anElection, openRooms, report } from '../support/count-room.ts'
import { BUDI, ELSEWHERE, GOVERNOR, ROOM, TPS_2, TPS_ELSEWHERE } from '../support/facts.ts'
import { aFeed, once, principal, type Screen } from '../support/feed-server.ts'

let rooms: CountRooms | undefined
let server: Awaited<ReturnType<typeof aFeed>>
let people: Map<string, Principal>

beforeEach(async () => {
  rooms = await openRooms()
  people = new Map([
    ['head', principal('head', '64')],
    ['samarinda', principal('analyst', '6472')],
    ['operator', principal('operator', '6472')],
    ['witness', principal('witness', TPS_2)],
    ['guest', principal('wall', '64', { kind: 'wall', profile: 'tamu' })],
  ])
  server = await aFeed(() => rooms, people)
})
afterEach(() => server.close())

type Frame = { rooms: RoomDelta[] }
const join = async (screen: Screen, wish: PayloadOf<'room:join'>): Promise<Joined> => {
  const answer = await screen.emitWithAck('room:join', wish)
  if (!answer.ok) throw new Error(answer.problem.detail)
  return answer.value
}
const elsewhere = report(50, { tps: TPS_ELSEWHERE, contest: GOVERNOR, figures: { votes: { '1': 1 } } })

describe('[FD10] a screen joins, is told, and comes back where it was', () => {
  test('snapshot, frame, resume by delta; everything the wire carries is as its schema says', async () => {
    await accepted(rooms!, report(1))
    const screen = server.open('head')
    const snapshot = await join(screen, { room: ROOM, view: 'full' })
    expect(requests['room:join'].reply.parse(snapshot)).toMatchObject({ kind: 'snapshot', seq: 2, hash: rooms!.room(ROOM)!.head.hash })
    let view: FeedView = applyJoined(NOTHING_YET, snapshot)

    const frame = once<Frame>(screen, 'frame')
    await accepted(rooms!, report(2, { tps: TPS_2 }))
    const [delta] = notices.frame.parse(await frame).rooms
    const next = applyDelta(view, delta!)
    if ('gap' in next) throw new Error('the first frame after a snapshot does not fit')
    view = next
    expect(view.rows.has(`tps/6472/${TPS_2}`)).toBe(true)

    screen.disconnect()
    await accepted(rooms!, report(3), BUDI)
    screen.connect()
    const missing = await join(screen, { room: ROOM, view: 'full', since: view.position })
    expect(missing.kind).toBe('delta')
    view = applyJoined(view, missing)
    const fresh = await join(server.open('head'), { room: ROOM, view: 'full' })
    expect(new Map(view.rows)).toEqual(new Map(fresh.rows.map((row) => [row.key, row])))
    const forked = await join(screen, { room: ROOM, view: 'full', since: { ...view.position!, hash: 'f'.repeat(64) } })
    expect(forked).toEqual(fresh)
  })

  test('one frame carries all rooms of a screen, and none of a room it left', async () => {
    const screen = server.open('head')
    for (const room of [ROOM, ELSEWHERE]) await join(screen, { room, view: 'summary' })
    let frame = once<Frame>(screen, 'frame')
    await Promise.all([accepted(rooms!, report(1)), accepted(rooms!, elsewhere)])
    expect((await frame).rooms.map(({ room, from, to }) => [room, from, to])).toEqual([
      [ELSEWHERE, 1, 2],
      [ROOM, 1, 2],
    ])
    await screen.emitWithAck('room:leave', { room: ELSEWHERE })
    frame = once<Frame>(screen, 'frame')
    await Promise.all([
      accepted(rooms!, report(2, { tps: TPS_2 })),
      accepted(rooms!, { ...elsewhere, body: { ...elsewhere.body, id: report(51).body.id } } as never),
    ])
    expect((await frame).rooms.map(({ room }) => room)).toEqual([ROOM])
  })
})

test('[FD11] hello tells protocol, election and the election clock; before an election is loaded too', async () => {
  const screen = server.open('head')
  const hello = await screen.emitWithAck('hello', undefined)
  expect(hello).toMatchObject({
    ok: true,
    value: { protocol: 1, election: { id: 'test', simulated: false }, clock: { now: '2020-12-09T06:00:00.000Z', speed: 1 } },
  })
  if (hello.ok) requests.hello.reply.parse(hello.value)
  rooms = undefined
  server.feed.electionChanged()
  await once(screen, 'disconnect')
  await once(screen, 'connect')
  expect(await screen.emitWithAck('hello', {})).toMatchObject({ ok: true, value: { protocol: 1 } })
  expect(await screen.emitWithAck('room:join', { room: ROOM, view: 'summary' })).toMatchObject({
    ok: false,
    problem: { code: 'not-found' },
  })
})

describe('[FD12] who may watch what is asked at every join', () => {
  test.each([
    ['samarinda', ROOM, 'full', 'ok'],
    ['samarinda', ELSEWHERE, 'summary', 'not-found'],
    ['samarinda', '64', 'summary', 'not-found'],
    ['head', '6499', 'full', 'not-found'],
    ['operator', ROOM, 'summary', 'ok'],
    ['operator', ROOM, 'full', 'forbidden'],
    ['witness', ROOM, 'summary', 'forbidden'],
    ['guest', ROOM, 'summary', 'forbidden'],
  ] as const)('%s %s %s: %s', async (who, room, view, expected) => {
    const answer = await server.open(who).emitWithAck('room:join', { room: room as RoomId, view })
    expect(answer.ok ? 'ok' : answer.problem.code).toBe(expected)
  })

  test('a stranger gets no socket, and a problem that says why', async () => {
    const refused = await once<Error & { data: unknown }>(server.open('nobody'), 'connect_error')
    expect(refused.data).toMatchObject({ code: 'unauthenticated', status: 401 })
  })

  test('a screen hears nothing of rooms it did not join', async () => {
    const [here, other] = [server.open('samarinda'), server.open('head')]
    await join(here, { room: ROOM, view: 'full' })
    await join(other, { room: ELSEWHERE, view: 'full' })
    const heard: Frame[] = []
    here.on('frame', (frame) => heard.push(frame as Frame))
    const frame = once<Frame>(other, 'frame')
    await accepted(rooms!, elsewhere)
    await frame
    const own = once<Frame>(here, 'frame')
    await accepted(rooms!, report(1))
    await own
    expect(heard.flatMap(({ rooms: told }) => told.map(({ room }) => room))).toEqual([ROOM])
  })
})

test('[FD13] a sign of life tells every 5 s where the rooms of this screen are, also when nothing happens', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    await server.close()
    server = await aFeed(() => rooms, people)
    const screen = server.open('head')
    await join(screen, { room: ROOM, view: 'summary' })
    for (let i = 0; i < 2; i++) {
      const alive = once(screen, 'alive')
      vi.advanceTimersByTime(5000)
      expect(notices.alive.parse(await alive)).toEqual({ at: { [ROOM]: 1 } })
    }
  } finally {
    vi.useRealTimers()
  }
})

describe('[FD14] nothing unparsed gets past the door, and what is no request is ignored and counted', () => {
  test.each([
    ['room:join', { room: '6472' }],
    ['room:join', { room: '6472', view: 'everything' }],
    ['room:join', { room: '6472', view: 'full', since: { seq: -1, hash: '' } }],
    ['room:join', null],
    ['room:join', 'x'],
    ['room:leave', { room: '6472', view: 'full', more: 1 }],
    ['hello', { who: 'me' }],
  ])('%s %j is invalid', async (event, payload) => {
    const answer: unknown = await server.open('head').emitWithAck(event as 'room:join', payload as never)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
  })

  test('an unknown event gets no answer and does no harm; nor does a request without a way to answer it', async () => {
    const screen = server.open('head')
    for (const event of ['room:destroy', 'constructor', '__proto__', 'toString']) screen.emit(event as 'hello', undefined, () => undefined)
    ;(screen.emit as (...args: unknown[]) => void)('room:join', { room: ROOM, view: 'full' })
    expect(await screen.emitWithAck('hello', undefined)).toMatchObject({ ok: true })
    expect(server.feed.stats()).toMatchObject({ sockets: 1, unknownEvents: 4 })
  })
})

describe('[FD15] a socket that sends too much is closed, and the others do not notice', () => {
  test('more than the burst', async () => {
    const [flood, calm] = [server.open('head', { reconnection: false }), server.open('head')]
    await Promise.all([flood, calm].map((screen) => join(screen, { room: ROOM, view: 'summary' })))
    for (let i = 0; i < 100; i++) flood.emit('hello', undefined, () => undefined)
    await once(flood, 'disconnect')
    expect(server.warnings).toEqual(['a socket sent more than it may and was closed'])
    const frame = once(calm, 'frame')
    await accepted(rooms!, report(1))
    await frame
  })

  test('a frame of more than 16 KB', async () => {
    const screen = server.open('head', { reconnection: false })
    await once(screen, 'connect')
    screen.emit('room:join', { room: 'x'.repeat(17 * 1024) as RoomId, view: 'full' }, () => undefined)
    await once(screen, 'disconnect')
  })
})

test('[FD16] a socket of a page from elsewhere is not opened', async () => {
  const foreign = server.open('head', { extraHeaders: { origin: 'https://evil.example' }, reconnection: false })
  await once(foreign, 'connect_error')
  const listed = server.open('head', { extraHeaders: { origin: 'https://hitung.example' } })
  await once(listed, 'connect')
})

describe('[FD17] a credential that ends closes its sockets at once', () => {
  test('its own and no others; and it does not come back', async () => {
    const [gone, stays] = [server.open('samarinda'), server.open('head')]
    await Promise.all([gone, stays].map((screen) => join(screen, { room: ROOM, view: 'summary' })))
    people.delete('samarinda')
    const reason = once(gone, 'disconnect')
    server.feed.disconnect('account:analyst-6472')
    expect(await reason).toBe('io server disconnect')
    gone.connect()
    await once(gone, 'connect_error')
    const frame = once(stays, 'frame')
    await accepted(rooms!, report(1))
    await frame
    expect(server.feed.stats().sockets).toBe(1)
  })

  test('one that ran out while the page stayed open is found within a minute', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      await server.close()
      server = await aFeed(() => rooms, people)
      const screen = server.open('samarinda')
      await once(screen, 'connect')
      people.delete('samarinda')
      const over = once(screen, 'disconnect')
      vi.advanceTimersByTime(60_000)
      expect(await over).toBe('io server disconnect')
    } finally {
      vi.useRealTimers()
    }
  })
})

test('[FD18] a screen that does not take what it is sent is let go, and the others are told', async () => {
  // Large enough that the operating system's own buffers cannot hide what is not taken: 38 snapshots are some 25 MB.
  const stations = Array.from({ length: 1998 }, (_, i) => `647201100${1 + (i % 2)}${String((i >> 1) + 1).padStart(3, '0')}` as TpsId)
  rooms = await openRooms(aLedger(), anElection({ tps: stations.map((tps) => ({ tps, dpt: 300 })) }))
  await Promise.all(stations.map((tps, n) => accepted(rooms!, report(n, { tps }))))
  server.feed.electionChanged()
  const [slow, quick] = [server.open('head', { reconnection: false }), server.open('head')]
  await Promise.all([slow, quick].map((screen) => join(screen, { room: ROOM, view: 'full' })))
  // Stops reading, as a laptop that went to sleep does, with many wishes still on the way.
  const { _socket: line } = (slow.io.engine.transport as unknown as { ws: { _socket: { pause(): void; destroy(): void } } }).ws
  line.pause()
  for (let i = 0; i < 38; i++) slow.emit('room:join', { room: ROOM, view: 'full' }, () => undefined)
  await vi.waitUntil(() => server.feed.stats().sockets === 1, { timeout: 20_000 })
  expect(server.feed.stats().droppedSlow).toBe(1)
  const frame = once(quick, 'frame')
  await accepted(rooms, report(2000))
  await frame
  line.destroy()
})

test('[FD19] another election closes every socket, and screens come back by themselves to its rooms', async () => {
  const screen = server.open('head')
  await join(screen, { room: ROOM, view: 'summary' })
  rooms = await openRooms()
  await accepted(rooms, report(1))
  server.feed.electionChanged()
  await once(screen, 'connect')
  expect((await join(screen, { room: ROOM, view: 'summary' })).seq).toBe(2)
})
