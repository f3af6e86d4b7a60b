import type { Place } from '../../db/place.ts'
import { Child, usageOf } from './child.ts'
import { spread, type Line, type Spread } from './figures.ts'
import { formsOf, type BenchForm } from './forms.ts'
import type { LoadAnswer, LoadTask } from './load.ts'
import { newFolder, prepareFolder, removeFolder, startServer, type RealServer } from '../support/real-server.ts'
import { openScreenWall } from './screen-wall.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'

const FAST = { connections: 96, perSecond: 0 }
export const benchForms = (tps?: number): BenchForm[] => formsOf(templateElection('kaltim-2020', tps === undefined ? {} : { tps }))

export async function load(server: Pick<RealServer, 'url' | 'token'>, task: Omit<LoadTask, 'url' | 'token' | 'path'>): Promise<LoadAnswer> {
  const child = new Child<LoadTask, LoadAnswer>('./load.ts')
  try {
    return await child.ask({ url: server.url, token: server.token, path: '/api/forms', ...task })
  } finally {
    await child.stop()
  }
}

async function bareLimit(forms: BenchForm[], seconds: number): Promise<number> {
  const bare = new Child<never, { url: string }>('./bare-intake.ts')
  const { url } = await bare.next()
  const answer = await load({ url, token: '-' }, { ...FAST, stream: 'A', forms, seconds })
  await bare.stop()
  return answer.acknowledged.length / answer.seconds
}

export const ROOMS = ['6401', '6402', '6403', '6407', '6408', '6411', '6471', '6472', '6474']

type Intake = {
  readonly perSecond: number
  readonly took: Spread
  readonly refused: number
  /** All threads of the server; 100 = one core. */
  readonly cpuPct: number
}
/** As many forms as the server takes on this place, which is removed afterwards. */
export async function intakeOn(place: Place, seconds: number, screens: number): Promise<Intake> {
  const { folder, token } = prepareFolder(undefined, place)
  const server = await startServer(folder, token)
  const wall = screens > 0 ? await openScreenWall(screens, { url: server.url, token, rooms: ROOMS }) : undefined
  const cpu = usageOf(server.pid).cpuMs
  const answer = await load(server, { ...FAST, stream: 'B', forms: benchForms(), seconds })
  const used = usageOf(server.pid).cpuMs - cpu
  await wall?.stop()
  await server.stop()
  removeFolder(folder)
  return {
    perSecond: answer.acknowledged.length / answer.seconds,
    took: spread(answer.acknowledged.map((one) => one.ms)),
    refused: Object.values(answer.refused).reduce((a, b) => a + b, 0),
    cpuPct: used / 10 / answer.seconds,
  }
}

/** Forms per second with `screens` watching, as fast as they are taken; beside it the bare limit of the same run. */
export async function intake(seconds: number, screens: number): Promise<Line[]> {
  const forms = benchForms()
  const section = `Intake, ${screens} screens, closed loop of ${FAST.connections} connections`
  const before = await bareLimit(forms, seconds)
  const { perSecond, took, refused, cpuPct } = await intakeOn(newFolder(), seconds, screens)
  const bare = (before + (await bareLimit(forms, seconds))) / 2
  const bar = Math.max(1500, bare / 2)
  return [
    { section, what: 'bare Express + zod + SQLite FULL (mean of before and after)', value: bare, unit: 'forms/s' },
    {
      section,
      what: 'durable forms',
      value: perSecond,
      unit: 'forms/s',
      bar: `>= max(1,500, bare / 2) = ${Math.round(bar)}`,
      met: perSecond >= bar,
    },
    { section, what: 'acknowledgement p50', value: took.p50, unit: 'ms' },
    { section, what: 'acknowledgement p99', value: took.p99, unit: 'ms' },
    {
      section,
      what: 'refused or failed',
      value: refused,
      unit: 'forms',
      bar: '0',
      met: refused === 0,
    },
    { section, what: 'server CPU (both threads)', value: cpuPct, unit: '% of 1' },
  ]
}
