import type { Region } from '../../shared/election.ts'
import { bareName } from './region-names.ts'

const LEVELS: readonly number[] = [2, 4, 6, 10, 13]

export type Step = { readonly code: string; readonly name: string }

/** `TPS 4`, or what the register calls the region; a code that it does not name stays a code. */
export function nameOf(regions: readonly Region[], code: string): string {
  if (code.length === 13) return `TPS ${Number(code.slice(10))}`
  return regions.find((region) => region.code === code)?.name ?? code
}

/** From `root` (included) down to `code` (included). */
export const stepsTo = (regions: readonly Region[], root: string, code: string): Step[] =>
  LEVELS.filter((length) => length >= root.length && length <= code.length).map((length) => ({
    code: code.slice(0, length),
    name: nameOf(regions, code.slice(0, length)),
  }))

/** A short way to say where: `Samarinda`, `TPS 4, Sidodadi`. */
export function placeOf(regions: readonly Region[], code: string): string {
  const name = bareName(nameOf(regions, code))
  return code.length === 13 ? `${name}, ${bareName(nameOf(regions, code.slice(0, 10)))}` : name
}

/** The regions right below; none below a village. */
export function below(regions: readonly Region[], code: string): Region[] {
  const length = LEVELS[LEVELS.indexOf(code.length) + 1] ?? Infinity
  return regions.filter((region) => region.code.length === length && region.code.startsWith(code))
}
