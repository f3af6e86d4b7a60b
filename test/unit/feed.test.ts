import { describe, expect, test } from 'vitest'
import { Cadence, type Timers } from '../../server/feed/cadence.ts'
import { Channel } from '../../server/feed/channel.ts'
import { Channels } from '../../server/feed/channels.ts'
import { Groups } from '../../server/feed/groups.ts'
import { KnownPositions } from '../../server/feed/known-positions.ts'
import { isOriginAllowed } from '../../server/feed/origin.ts'
import { Outbox } from '../../server/feed/outbox.ts'
import { restraint } from '../../server/feed/restraint.ts'
import { tokenBucket } from '../../server/feed/token-bucket.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import type { Joined, Position, View } from '../../shared/wire.ts'
import { GENESIS } from '../../db/ledger.ts'
import { BUDI, ROOM, TPS_2 } from '../support/facts.ts'
import { accepted, aLedger, openRooms, report } from '../support/count-room.ts'

const faulty = { votes: { '1': 120, '2': 80 }, valid: 7, invalid: 4 }
const join = (channels: Channels, view: View, since?: Position): Promise<Joined | undefined> =>
  channels.join({ room: ROOM, view, since, quiet: () => true, subscribe: () => undefined })
const headOf = (rooms: CountRooms): Position => ({ ...rooms.room(ROOM)!.head })
const keysOf = (joined: Joined | undefined): string[] => joined!.rows.map(({ key }) => key).toSorted()

describe('[FD1] a snapshot and the deltas after it are exact at the position they name', () => {
  test('a channel stays at its last tick while the room goes on', async () => {
    const rooms = await openRooms()
    await accepted(rooms, report(1))
    const channel = new Channel(rooms.room(ROOM)!, 'full')
    const before = headOf(rooms)
    await accepted(rooms, report(2, { tps: TPS_2 }))
    const snapshot = channel.joined(undefined)
    expect(snapshot).toMatchObject({ kind: 'snapshot', ...before })
    expect(keysOf(snapshot)).not.toContain(`tps/6472/${TPS_2}`)
    const delta = channel.advance()!
    expect(delta).toMatchObject({ room: ROOM, view: 'full', from: before.seq, fromHash: before.hash, to: 3, hash: headOf(rooms).hash })
    expect(delta.rows.map(({ key }) => key)).toContain(`tps/6472/${TPS_2}`)
    expect(channel.advance()).toBeUndefined()
  })

  test('who joins does not carry a watched channel past those who wait for its next frame', async () => {
    const rooms = await openRooms()
    const channels = new Channels(rooms)
    await join(channels, 'full')
    const lastTick = headOf(rooms)
    await accepted(rooms, report(1))
    const request = { room: ROOM, view: 'full', since: undefined, subscribe: () => undefined } as const
    expect(await channels.join({ ...request, quiet: () => false })).toMatchObject(lastTick)
    expect(await channels.join({ ...request, quiet: () => true })).toMatchObject(headOf(rooms))
  })

  test('what changes nothing in a view still moves its position', async () => {
    const rooms = await openRooms()
    const channel = new Channel(rooms.room(ROOM)!, 'summary')
    await accepted(rooms, report(1, { tps: '6472011001009' as never })) // parked: in no region
    expect(channel.advance()).toMatchObject({ from: 1, to: 2, rows: [] })
  })

  test('a summary holds the regency and its districts, a full view TPS and findings too', async () => {
    const rooms = await openRooms()
    await accepted(rooms, report(1, { figures: faulty }))
    const channels = new Channels(rooms)
    const [summary, full] = [await join(channels, 'summary'), await join(channels, 'full')]
    expect(new Set(summary!.rows.map(({ kind }) => kind))).toEqual(new Set(['tally']))
    expect(new Set(full!.rows.map(({ kind }) => kind))).toEqual(new Set(['tally', 'tps', 'finding']))
  })
})

describe('[FD5] who comes back with a position of this ledger gets what is missing, anyone else a snapshot', () => {
  test('rows newer than that position, lapsed findings among them', async () => {
    const rooms = await openRooms()
    await accepted(rooms, report(1, { figures: faulty }))
    const channels = new Channels(rooms)
    await join(channels, 'full')
    const since = headOf(rooms)
    await accepted(rooms, report(2, { replaces: report(1).body.id } as never))
    const missing = await join(channels, 'full', since)
    expect([missing!.kind, missing!.rows.every(({ seq }) => seq > since.seq)]).toEqual(['delta', true])
    expect(missing!.rows.filter((row) => row.kind === 'finding').map(({ finding }) => finding.state)).toEqual(['lapsed'])
    expect((await join(channels, 'full'))!.rows.some(({ kind }) => kind === 'finding')).toBe(false)
    expect(await join(channels, 'full', headOf(rooms))).toMatchObject({ kind: 'delta', rows: [] })
  })

  test('also of findings that lapsed after a restart and before anybody looked', async () => {
    const ledger = aLedger()
    const before = await openRooms(ledger)
    await accepted(before, report(1, { figures: faulty }))
    await before.close()
    const since = headOf(before)
    const rooms = await openRooms(ledger)
    await accepted(rooms, report(2, { replaces: report(1).body.id } as never))
    const missing = await join(new Channels(rooms), 'full', since)
    expect([missing!.kind, missing!.rows.some((row) => row.kind === 'finding' && row.finding.state === 'lapsed')]).toEqual(['delta', true])
  })

  test.each(['forked', 'ahead', 'before the view was opened', 'nothing yet'])('%s: a snapshot', async (what) => {
    const ledger = aLedger()
    const older = await openRooms(ledger)
    await accepted(older, report(1))
    const early = headOf(older)
    await accepted(older, report(2), BUDI)
    await older.close()
    const rooms = await openRooms(ledger)
    const head = headOf(rooms)
    const positions: Record<string, Position> = {
      forked: { seq: head.seq, hash: 'f'.repeat(64) },
      ahead: { seq: head.seq + 1, hash: head.hash },
      'before the view was opened': early,
      'nothing yet': { ...GENESIS },
    }
    expect(await join(new Channels(rooms), 'full', positions[what])).toMatchObject({ kind: 'snapshot', ...head })
    // A summary forgets nothing when the server starts anew.
    expect((await join(new Channels(rooms), 'summary', early))!.kind).toBe('delta')
  })

  test('a position ahead of the last tick is not reached by a delta, also when the ledger knows it', async () => {
    const rooms = await openRooms()
    const channel = new Channel(rooms.room(ROOM)!, 'full')
    await accepted(rooms, report(1))
    expect(await channel.accepts(headOf(rooms), async () => true)).toBe(false)
    channel.advance()
    expect(await channel.accepts(headOf(rooms), async () => true)).toBe(true)
  })

  test('a thousand screens with the same position cost the ledger one read', async () => {
    const rooms = await openRooms()
    let reads = 0
    const known = new KnownPositions({ entries: (...asked) => (reads++, rooms.entries(...asked)) })
    const answers = await Promise.all(Array.from({ length: 1000 }, () => known.knows(ROOM, headOf(rooms))))
    expect([answers.every(Boolean), reads]).toEqual([true, 1])
  })

  test('no such room: no answer', async () => {
    const channels = new Channels(await openRooms())
    expect(
      await channels.join({ room: '6499' as never, view: 'full', since: undefined, quiet: () => true, subscribe: () => undefined }),
    ).toBeUndefined()
  })
})

describe('[FD6] one frame for all who watch the same, with all their rooms in it', () => {
  const groups = new Groups<string>()
  test('members move between groups by their exact set of subscriptions', () => {
    groups.subscribe('wall', '6471/summary' as never)
    groups.subscribe('wall', '6472/summary' as never)
    groups.subscribe('other wall', '6472/summary' as never)
    expect(groups.subscribe('other wall', '6471/summary' as never)).toEqual({ left: '6472/summary', entered: '6471/summary 6472/summary' })
    expect(groups.subscribe('desk', '6472/full' as never)).toEqual({ entered: '6472/full' })
    expect(groups.subscribe('desk', '6472/full' as never)).toEqual({})
    expect([...groups.all()].map(({ members }) => [...members])).toEqual([['wall', 'other wall'], ['desk']])
  })
  test('a frame carries every room of its group that changed, and a group without a change gets none', () => {
    const delta = (room: string) => ({ room }) as never
    const frames = [
      ...groups.frames(
        new Map([
          ['6471/summary', delta('6471')],
          ['6472/summary', delta('6472')],
        ] as never),
      ),
    ]
    expect(frames.map(({ group, rooms }) => [group.name, rooms])).toEqual([
      ['6471/summary 6472/summary', [{ room: '6471' }, { room: '6472' }]],
    ])
  })
  test('channels nobody watches any more are known', () => {
    expect(groups.unsubscribe('wall', (key) => key.startsWith('6471'))).toEqual({
      left: '6471/summary 6472/summary',
      entered: '6472/summary',
    })
    groups.remove('other wall')
    groups.remove('desk')
    groups.remove('nobody')
    expect([[...groups.keys()], groups.keysOf('desk')]).toEqual([['6472/summary'], []])
  })
})

test('[FD7] the first change after quiet is told at once, those that follow at most once per interval', () => {
  let now = 10_000
  let longer = 1
  let timer: { at: number; run: () => void } | undefined
  const timers: Timers = {
    nowMs: () => now,
    after: (ms, run) => ((timer = { at: now + ms, run }), () => (timer = undefined)),
    restraint: () => longer,
  }
  const ticks: number[] = []
  const cadence = new Cadence(250, () => ticks.push(now), timers)
  /** Lets the time run, with a change every ms or without any. */
  const run = (from: number, end: number, changing: boolean): void => {
    for (now = from; now < end; now++) {
      if (changing) cadence.mark()
      if (!timer || timer.at > now) continue
      const due = timer.run
      timer = undefined
      due()
    }
  }
  run(10_000, 10_600, true)
  expect(ticks).toEqual([10_000, 10_250, 10_500])
  run(10_600, 20_000, false)
  expect(ticks.at(-1)).toBe(10_750)
  run(20_000, 20_001, true)
  expect(ticks.at(-1)).toBe(20_000)
  longer = 3
  run(20_001, 21_500, true)
  expect(ticks.slice(-2)).toEqual([20_250, 21_000])
  cadence.mark()
  cadence.stop()
  expect(timer).toBeUndefined()
})

describe('[FD20] intake goes before viewing', () => {
  test('a process that was at its limit for two seconds lets screens wait three times as long, until it no longer is', () => {
    let [active, idle] = [0, 0]
    const longer = restraint((last) => {
      const since = { active: active - (last?.active ?? 0), idle: idle - (last?.idle ?? 0) }
      return { ...since, utilization: since.active / (since.active + since.idle) }
    })
    active += 1_000
    expect(longer()).toBe(1)
    idle += 1_000
    expect(longer()).toBe(1)
    active += 2_000
    expect(longer()).toBe(3)
    idle += 1_000
    expect(longer()).toBe(3)
    active += 1_000
    expect(longer()).toBe(1)
  })
  test('one group of screens is told, then whatever else waits has its turn', async () => {
    const outbox = new Outbox()
    const done: string[] = []
    for (const piece of ['first', 'second']) outbox.put(() => done.push(piece))
    await new Promise((resolve) => setImmediate(resolve))
    expect(done).toEqual(['first'])
    outbox.put(() => done.push('third'))
    outbox.drain()
    expect(done).toEqual(['first', 'second', 'third'])
    outbox.put(() => done.push('never'))
    outbox.drop()
    await new Promise((resolve) => setImmediate(resolve))
    expect(done).toHaveLength(3)
  })
})

test('[FD8] a socket may send a burst of 40 and 20 a second after it', () => {
  let now = 0
  const bucket = tokenBucket(20, 40, () => now)
  const taken = (n: number): number => Array.from({ length: n }, () => bucket.take()).filter(Boolean).length
  expect(taken(100)).toBe(40)
  now = 1000
  expect(taken(100)).toBe(20)
  now = 100_000
  expect(taken(100)).toBe(40)
})

test('[FD9] a page of another origin may not open a socket; the own host, a listed origin and programs may', () => {
  const allowed = ['https://hitung.example']
  const from = (origin: string | undefined): boolean => isOriginAllowed({ headers: { host: 'count.local:3000', origin } }, allowed)
  expect([undefined, 'http://count.local:3000', 'https://count.local:3000', 'https://hitung.example'].map(from)).toEqual([
    true,
    true,
    true,
    true,
  ])
  const foreign = [
    'https://evil.example',
    'null',
    '',
    'http://count.local',
    'http://count.local:3000.evil.example',
    'file://count.local:3000',
  ]
  expect(foreign.map(from)).toEqual(foreign.map(() => false))
})
