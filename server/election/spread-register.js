import { apportion } from './apportion.js'
import { bell, seededRandom } from '../seeded-random.js'
/** A kelurahan (village code with a 1 in the seventh place) holds about four times the stations of a desa. */
const KELURAHAN_WEIGHT = 4
/**
 * An invented register: `stations` TPS over the given villages, at least one in each while they last, numbered from 001 in each
 * village; their DPT sum exactly to `dpt` and none is above `most`. The same seed gives the same rows, ascending by code.
 */
export function spreadRegister(regency, villages, options) {
  const random = seededRandom(Math.imul(options.seed, 10_007) + Number(regency.code))
  const weighted = villages.map((village) => ({
    village,
    weight: (isKelurahan(village) ? KELURAHAN_WEIGHT : 1) * (0.4 + 1.2 * random()),
    signal: isKelurahan(village) || random() >= regency.withoutSignal,
    draw: random(),
  }))
  const chosen = weighted
    .toSorted((a, b) => a.draw - b.draw)
    .slice(0, regency.stations)
    .toSorted((a, b) => (a.village < b.village ? -1 : 1))
  const counts = apportion(regency.stations, weightsOf(chosen), { least: 1, most: 899 })
  const stations = chosen.flatMap(({ village, signal }, i) =>
    Array.from({ length: counts[i] ?? 0 }, (_, n) => ({ tps: `${village}${String(n + 1).padStart(3, '0')}`, signal })),
  )
  const dpts = apportion(
    regency.dpt,
    stations.map(() => 1 + 0.18 * bell(random)),
    { least: Math.min(40, Math.floor(regency.dpt / stations.length)), most: options.most },
  )
  return stations.map(({ tps, signal }, i) => ({ tps, ...bothSexes(dpts[i] ?? 0, random), signal }))
}
const isKelurahan = (village) => village[6] === '1'
const weightsOf = (places) => places.map(({ weight }) => weight)
/** East Kalimantan has about 52 men in 100 inhabitants. */
function bothSexes(dpt, random) {
  const dptM = Math.round(dpt * (0.52 + 0.02 * bell(random)))
  return { dpt, dptM, dptF: dpt - dptM }
}
