import { levelOf } from '../../../shared/ids.js'
/** Words that say what kind of region it is, as people type them or leave them out. */
const KINDS = new Set(['provinsi', 'kabupaten', 'kab', 'kota', 'kecamatan', 'kec', 'kelurahan', 'kel', 'desa', 'kampung'])
export function searchIndex({ regions, tps }) {
  const names = new Map(regions.map((region) => [region.code, region.name]))
  const indexed = regions.map(({ code, name, short }) => {
    const words = [...new Set([...wordsOf(name), ...wordsOf(short ?? '')])]
    return { code, words, plain: wordsOf(name).join(' ') }
  })
  const stations = tps.map((row) => row.tps)
  const hit = (code) => ({ code, name: nameOf(code, names), level: levelOf(code), path: ancestors(code, names) })
  return {
    find(query, scopes, limit) {
      const within = (code) => scopes.some((scope) => code.startsWith(scope))
      const digits = query.replaceAll(/[.\s]/g, '')
      if (/^\d{2,13}$/.test(digits)) {
        const codes = [...regions.map((region) => region.code), ...stations].filter((code) => code.startsWith(digits) && within(code))
        return codes.toSorted(byLevel).slice(0, limit).map(hit)
      }
      const { station, words } = understand(query)
      if (words.length === 0) return []
      const found = indexed
        .filter(
          ({ code, words: has }) =>
            words.every((word) => has.some((one) => one.startsWith(word))) && (station ? code.length === 10 : within(code)),
        )
        .toSorted((a, b) => rank(a, words) - rank(b, words) || byLevel(a.code, b.code))
        .map(({ code }) => (station ? code + station : code))
      const known = station ? found.filter((code) => stations.includes(code) && within(code)) : found
      return known.slice(0, limit).map(hit)
    },
  }
}
/** Names of the regions around a code, outermost first. */
export function pathOf(regions, code) {
  return ancestors(code, new Map(regions.filter((region) => code.startsWith(region.code)).map((region) => [region.code, region.name])))
}
const ancestors = (code, names) =>
  [2, 4, 6, 10].filter((length) => length < code.length).map((length) => names.get(code.slice(0, length)) ?? code.slice(0, length))
const nameOf = (code, names) => (code.length === 13 ? `TPS ${Number(code.slice(10))}` : (names.get(code) ?? code))
/** `tps 4 sidodadi` = station 004 of every village of that name. */
function understand(query) {
  const station = /\btps\s*(\d{1,3})\b/i.exec(query)
  const rest = wordsOf(station ? query.replace(station[0], ' ') : query)
  return { words: rest, ...(station?.[1] ? { station: station[1].padStart(3, '0') } : {}) }
}
/** Small letters, without accents, apostrophes and the words for the kind of region: Ma'ruf, Maruf and Kel. Ma`ruf are one. */
function wordsOf(name) {
  const plain = name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'`\u2018\u2019]/g, '')
    .toLowerCase()
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== '' && !KINDS.has(word))
}
const rank = (one, words) => {
  const asked = words.join(' ')
  if (one.plain === asked) return 0
  return one.plain.startsWith(asked) ? 1 : 2
}
const byLevel = (a, b) => a.length - b.length || (a < b ? -1 : 1)
