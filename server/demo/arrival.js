/**
 * How long after closing the first report of a TPS comes, in hours.
 *
 * Shape: the first photos of 8,659 TPS of East Kalimantan on 14 February 2024 by minute (public Sirekap pages): a first burst, a stall of
 * two hours, then a dam-break (12 -> 220 -> 506 an hour). Pace: a Pilkada is counted quicker; 94.6 % of Kaltim had arrived 13 hours after
 * closing in 2024. Remote regencies lag as they did that night (by midnight Balikpapan 48 %, Mahakam Ulu 3 %).
 */
const SHARE_BY_HOUR = [
  [0.6, 0],
  [1, 0.02],
  [1.5, 0.06],
  [2, 0.14],
  [2.5, 0.24],
  [3, 0.33],
  [3.5, 0.41],
  [4.5, 0.55],
  [5.5, 0.67],
  [7, 0.79],
  [9, 0.88],
  [13, 0.955],
  [18, 0.985],
  [24, 1],
]
/** Regency -> how much slower than Berau, from the order in which they arrived in 2024. */
const LAG = {
  6471: 0.75,
  6472: 0.8,
  6403: 1,
  6474: 1,
  6402: 1.1,
  6401: 1.2,
  6408: 1.3,
  6407: 1.8,
  6411: 2.6,
}
const STALL = { from: 3.4, to: 5.4, through: 0.06, dam: 0.9 }
const hoursAt = (share) => {
  const at = SHARE_BY_HOUR.findIndex(([, reached]) => reached >= share)
  const [h0, s0] = SHARE_BY_HOUR[Math.max(0, at - 1)]
  const [h1, s1] = SHARE_BY_HOUR[Math.max(0, at)]
  return s1 === s0 ? h1 : h0 + ((share - s0) / (s1 - s0)) * (h1 - h0)
}
/** Hours after closing; a TPS without signal waits for somebody to ride to the next one. */
export function arrivalHours(regency, signal, dice) {
  const counted = hoursAt(dice.next()) * (LAG[regency] ?? 1) + (signal ? 0 : 1.5 + 5 * dice.next())
  const inStall = counted >= STALL.from && counted < STALL.to && !dice.chance(STALL.through)
  return inStall ? STALL.to + STALL.dam * dice.next() ** 2 : counted
}
