import { seededRandom } from '../seeded-random.js'
export function dice(seed) {
  const next = seededRandom(seed)
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (p) => next() < p,
    pick: (items) => items[Math.floor(next() * items.length)],
  }
}
/** A seed for one thing of the night, so that adding a TPS does not change all the others. */
export function seedFor(seed, name) {
  let hash = 2_166_136_261 ^ seed
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619)
  return hash >>> 0
}
