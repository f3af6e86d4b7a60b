export function seededRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
/** Mean 0, deviation 1, within -3..3: the sum of six even draws is near enough to normal and uses no transcendental function. */
export function bell(random) {
  let sum = 0
  for (let i = 0; i < 6; i += 1) sum += random()
  return (sum - 3) * Math.SQRT2
}
