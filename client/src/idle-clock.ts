const KEY = 'kamar-hitung.touched'
/** How exactly the tabs of a browser know of each other's input. */
const EVERY_MS = 1_000
let touched = 0

/** Epoch ms. Shared by the tabs of this browser: who works in one of them is not away from the others. */
export function touch(nowMs: number): void {
  if (nowMs - touched < EVERY_MS) return
  touched = nowMs
  localStorage.setItem(KEY, String(nowMs))
}

/** Ms since somebody last touched this page in any tab. A clock that was set back counts as just touched. */
export function idleMs(nowMs: number): number {
  const elsewhere = Number(localStorage.getItem(KEY))
  return Math.max(0, nowMs - Math.max(touched, Number.isFinite(elsewhere) ? elsewhere : 0))
}
