import { seededRandom } from '../../server/seeded-random.ts'

/** Seeded dice: a night that fails is played again from its number. */
export type Dice = ReturnType<typeof dice>
export function dice(seed: number) {
  const next = seededRandom(seed)
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    chance: (share: number): boolean => next() < share,
    pick: <T>(from: readonly T[]): T => from[below(from.length)]!,
  }
}
