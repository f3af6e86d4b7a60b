import type { Check, Found, Sheet } from './check.ts'

const CHECKS: readonly Check[] = []

export function checkSheet(sheet: Sheet): Found[] {
  return CHECKS.map((check) => check(sheet)).filter((found) => found !== undefined)
}
