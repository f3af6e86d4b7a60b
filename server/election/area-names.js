import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parse } from 'csv-parse/sync'
const resolve = createRequire(import.meta.url).resolve
const FILES = ['provinces', 'regencies', 'districts', 'villages']
/**
 * Official names of one province's regions by KPU digits, as of today: province, regencies, districts, villages, ascending by code.
 * Source: the data files of the npm package idn-area-data (ODbL), read where npm put them and not copied.
 * Blind to regions that existed on an earlier election day under another code; an election folder names those in regions.csv.
 */
export function areaNames(province) {
  const known = cache.get(province)
  if (known) return known
  const names = new Map()
  for (const file of FILES) for (const { code, name } of rowsOf(file, province)) names.set(code, name)
  cache.set(province, names)
  return names
}
const cache = new Map()
/** Lines of other provinces are dropped before parsing: the village file has 84,000. Names such as Pulau Ku"u stand there unquoted. */
function rowsOf(file, province) {
  const lines = readFileSync(resolve(`idn-area-data/data/${file}.csv`), 'utf8').split(/\r?\n/)
  const wanted = lines.filter((line, i) => i === 0 || line.startsWith(`${province}.`) || line.startsWith(`${province},`))
  const rows = parse(wanted.join('\n'), { columns: true, relax_quotes: true })
  return rows.map(({ code, name }) => ({ code: code.replaceAll('.', ''), name: inMixedCase(name.trim()) }))
}
/** Provinces and regencies come in capitals: KABUPATEN KUTAI BARAT. */
function inMixedCase(name) {
  if (name !== name.toUpperCase()) return name
  const words = name.toLowerCase().replace(/(^|[\s(/-])\p{L}/gu, (start) => start.toUpperCase())
  return words.replace(/^(Dki|Daerah Istimewa) /, (title) => (title === 'Dki ' ? 'DKI ' : title))
}
/** What a map has room for: Kutai Barat for Kabupaten Kutai Barat; undefined where the name is short already. */
export function shortName(name) {
  const short = name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')
  return short === name ? undefined : short
}
