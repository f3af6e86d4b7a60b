import { Child, usageOf } from './child.ts'
import { grouped, spread, type Line } from './figures.ts'
import { benchForms, load, ROOMS } from './intake.ts'
import type { Acknowledged } from './load.ts'
import { prepareFolder, removeFolder, startServer } from '../support/real-server.ts'
import { openScreenWall } from './screen-wall.ts'
import type { Applied } from './screens.ts'

/** From the acknowledgement of a form to the moment a screen that watches its room has it in its store; every form x every such screen. */
function visibleMs(
  acknowledged: readonly Acknowledged[],
  applied: readonly Applied[],
): { summary: number[]; full: number[]; missed: number } {
  const times = { summary: [] as number[], full: [] as number[], missed: 0 }
  const byRoom = grouped(acknowledged, (one) => one.room)
  const byScreenRoom = grouped(applied, (one) => `${one.kind}/${one.screen}/${one.room}`)
  for (const list of byScreenRoom.values()) {
    const forms = byRoom.get(list[0]!.room) ?? []
    const frames = list.toSorted((a, b) => a.seq - b.seq)
    let at = 0
    for (const form of forms.toSorted((a, b) => a.seq - b.seq)) {
      while (at < frames.length && frames[at]!.seq < form.seq) at++
      const frame = frames[at]
      if (frame) times[frame.view].push(Math.max(0, frame.at - form.at))
      else times.missed++
    }
  }
  return times
}

async function bareBroadcastP99(count: number, seconds: number): Promise<number> {
  const server = new Child<object, { url: string }>('./bare-broadcast.ts')
  const { url } = await server.next()
  const screens = new Child<object | 'tell', { latencies: number[] }>('./bare-screens.ts')
  await screens.ask({ url, count })
  server.process.send({ bytes: 2000, everyMs: 1000 })
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const { latencies } = await screens.ask('tell')
  await screens.stop()
  await server.stop()
  return spread(latencies).p99
}

export async function visible(seconds: number, screens: number): Promise<Line[]> {
  const section = `Feed, ${screens} screens (70 % one room, 20 % province, 10 % full), 200 forms/s`
  const { folder, token } = prepareFolder()
  const server = await startServer(folder, token)
  const idle = usageOf(server.pid)
  const wall = screens > 0 ? await openScreenWall(screens, { url: server.url, token, rooms: ROOMS }) : undefined
  const joined = usageOf(server.pid)
  const answer = await load(server, { stream: 'C', forms: benchForms(), connections: 64, seconds, perSecond: 200 })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const loaded = usageOf(server.pid)
  const told = await wall?.tell()
  await wall?.stop()
  await server.stop()
  removeFolder(folder)
  const took = spread(answer.acknowledged.map((one) => one.ms))
  const lines: Line[] = [
    { section, what: 'acknowledgement p50', value: took.p50, unit: 'ms' },
    { section, what: 'acknowledgement p99', value: took.p99, unit: 'ms', bar: '<= 100', met: took.p99 <= 100 },
    { section, what: 'server CPU', value: (loaded.cpuMs - joined.cpuMs) / 10 / (answer.seconds + 1.5), unit: '% of 1' },
  ]
  if (!told || !wall) return lines
  const times = visibleMs(answer.acknowledged, told.applied)
  const [summary, full] = [spread(times.summary), spread(times.full)]
  return [
    ...lines,
    { section, what: 'visible on summary p50', value: summary.p50, unit: 'ms' },
    {
      section,
      what: `visible on summary p99 (${summary.n} form x screen)`,
      value: summary.p99,
      unit: 'ms',
      bar: '<= 1,300',
      met: summary.p99 <= 1300,
    },
    { section, what: 'visible on full p50', value: full.p50, unit: 'ms' },
    { section, what: `visible on full p99 (${full.n} form x screen)`, value: full.p99, unit: 'ms', bar: '<= 400', met: full.p99 <= 400 },
    { section, what: 'never seen, gaps', value: times.missed + told.gaps, unit: '', bar: '0', met: times.missed + told.gaps === 0 },
    { section, what: 'bare Socket.IO broadcast p99, same number of sockets', value: await bareBroadcastP99(screens, 10), unit: 'ms' },
    { section, what: 'all screens joined after', value: wall.joinMs, unit: 'ms' },
    { section, what: 'memory per socket', value: ((joined.rssMb - idle.rssMb) * 1024) / screens, unit: 'KB' },
    { section, what: 'snapshot, one room, summary / empty election', value: wall.snapshotBytes.summary, unit: 'bytes' },
    { section, what: 'snapshot, one room, full / empty election', value: wall.snapshotBytes.full, unit: 'bytes' },
    {
      section,
      what: 'mean frame on one-room summary',
      value: told.frameBytes / Math.max(1, told.applied.filter((one) => one.kind === 'one room' && one.screen === 0).length),
      unit: 'bytes',
    },
  ]
}
