import type { Page } from 'playwright-core'

type Probed = { frames?: number[]; stop?: boolean; blank?: number }

/** Milliseconds between frames while something is done with the page. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const probe = ((window as { probe?: Probed }).probe = { frames: [] as number[], stop: false })
    let before = performance.now()
    const frame = (now: number): void => {
      probe.frames.push(now - before)
      before = now
      if (!probe.stop) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await act()
  return page.evaluate(() => {
    const probe = (window as { probe?: Probed }).probe ?? {}
    probe.stop = true
    return (probe.frames ?? []).slice(1)
  })
}

/** Frames in which some part of the table in sight holds no row. */
export async function blankRowsWhile(page: Page, act: () => Promise<void>): Promise<{ frames: number; blank: number; times: number[] }> {
  await page.evaluate(() => {
    const probe = ((window as { probe?: Probed }).probe = { frames: [] as number[], stop: false, blank: 0 })
    const grid = document.querySelector('.explore [role=grid]') as HTMLElement
    let before = performance.now()
    const frame = (now: number): void => {
      probe.frames.push(now - before)
      before = now
      const { top, bottom } = grid.getBoundingClientRect()
      const boxes = [...grid.querySelectorAll('[data-row]')].map((row) => row.getBoundingClientRect())
      const head = grid.querySelector('.head')?.getBoundingClientRect().bottom ?? top
      const covered =
        boxes.length > 0 &&
        Math.min(...boxes.map((box) => box.top)) <= head + 1 &&
        Math.max(...boxes.map((box) => box.bottom)) >= bottom - 1
      if (!covered) probe.blank++
      if (!probe.stop) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await act()
  return page.evaluate(() => {
    const probe = (window as { probe?: Probed }).probe ?? {}
    probe.stop = true
    return { frames: probe.frames?.length ?? 0, blank: probe.blank ?? 0, times: (probe.frames ?? []).slice(1) }
  })
}

/** Milliseconds of processor time that the page's main thread has used so far, whatever for: a busy machine does not make it longer. */
export async function mainThreadOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
  }
}
