import { Child } from './child.ts'
import type { ScreenKind, ScreensAnswer, ScreensReady, ScreensTask } from './screens.ts'

/** 70 % show the summary of one room, 20 % the whole province, 10 % everything of one room. */
const SHARES: readonly (readonly [ScreenKind, number])[] = [
  ['one room', 0.7],
  ['province', 0.2],
  ['full', 0.1],
]

export type ScreenWall = {
  readonly joinMs: number
  readonly snapshotBytes: ScreensReady['snapshotBytes']
  tell(): Promise<ScreensAnswer>
  stop(): Promise<void>
}

/** `count` screens watching; one process for each kind. */
export async function openScreenWall(count: number, task: Omit<ScreensTask, 'kind' | 'count'>): Promise<ScreenWall> {
  const children = SHARES.map(([kind, share]) => ({
    kind,
    count: Math.round(count * share),
    child: new Child<ScreensTask | 'tell', ScreensReady | ScreensAnswer>('./screens.ts'),
  }))
  const ready: ScreensReady[] = []
  for (const { kind, count: screens, child } of children) ready.push((await child.ask({ ...task, kind, count: screens })) as ScreensReady)
  return {
    joinMs: ready.reduce((sum, one) => sum + one.joinMs, 0),
    snapshotBytes: {
      summary: Math.max(...ready.map((one) => one.snapshotBytes.summary)),
      full: Math.max(...ready.map((one) => one.snapshotBytes.full)),
    },
    async tell() {
      const told = (await Promise.all(children.map(({ child }) => child.ask('tell')))) as ScreensAnswer[]
      return {
        applied: told.flatMap((one) => one.applied),
        gaps: told.reduce((sum, one) => sum + one.gaps, 0),
        frames: told[0]?.frames ?? 0,
        frameBytes: told[0]?.frameBytes ?? 0,
      }
    },
    async stop() {
      await Promise.all(children.map(({ child }) => child.stop()))
    },
  }
}
