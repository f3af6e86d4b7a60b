import { areaNames } from './area-names.js'
import { apportion } from './apportion.js'
import { regionTree } from './region-tree.js'
import { spreadRegister } from './spread-register.js'
/**
 * The regencies that voted on 9 December 2020. TPS, DPT and number of pairs: KPU's figures as reported by the regional press and in the
 * court's published decisions (Kutai Barat 113,794 DPT; Mahakam Ulu 27,675). Inhabitants: BPS, census SP2020. Which pair is `ours`
 * and the number of the empty column are this project's choice, so that neither is always the same.
 */
const REGENCIES = [
  {
    code: '6401',
    title: 'Bupati Paser',
    stations: 644,
    dpt: 187_877,
    population: 275_452,
    columns: ['pair', 'pair', 'ours', 'pair'],
    withoutSignal: 0,
  },
  {
    code: '6402',
    title: 'Bupati Kutai Kartanegara',
    stations: 1695,
    dpt: 488_055,
    population: 729_382,
    columns: ['empty', 'ours'],
    withoutSignal: 0.12,
  },
  { code: '6403', title: 'Bupati Berau', stations: 558, dpt: 159_254, population: 248_035, columns: ['pair', 'ours'], withoutSignal: 0 },
  {
    code: '6407',
    title: 'Bupati Kutai Barat',
    stations: 390,
    dpt: 113_794,
    population: 172_288,
    columns: ['pair', 'ours'],
    withoutSignal: 0.35,
  },
  {
    code: '6408',
    title: 'Bupati Kutai Timur',
    stations: 769,
    dpt: 232_641,
    population: 434_459,
    columns: ['ours', 'pair', 'pair'],
    withoutSignal: 0,
  },
  {
    code: '6411',
    title: 'Bupati Mahakam Ulu',
    stations: 85,
    dpt: 27_675,
    population: 32_513,
    columns: ['ours', 'pair'],
    withoutSignal: 0.7,
  },
  {
    code: '6471',
    title: 'Wali Kota Balikpapan',
    stations: 1505,
    dpt: 443_243,
    population: 688_318,
    columns: ['ours', 'empty'],
    withoutSignal: 0,
  },
  {
    code: '6472',
    title: 'Wali Kota Samarinda',
    stations: 1962,
    dpt: 576_981,
    population: 827_994,
    columns: ['pair', 'ours', 'pair'],
    withoutSignal: 0,
  },
  {
    code: '6474',
    title: 'Wali Kota Bontang',
    stations: 375,
    dpt: 121_694,
    population: 178_917,
    columns: ['ours', 'pair'],
    withoutSignal: 0,
  },
]
/** Okabe-Ito, told apart by colour-blind people too; the empty column is grey. */
const PAIR_COLOURS = ['#0072B2', '#E69F00', '#009E73', '#CC79A7']
const EMPTY_COLOUR = '#999999'
const STATIONS_2020 = REGENCIES.reduce((sum, regency) => sum + regency.stations, 0)
const LEAST_STATIONS = 3
/** What people in the province call the long ones: what fits a wall read from five metres. */
const SHORT = { 6402: 'Kukar', 6407: 'Kubar', 6408: 'Kutim', 6409: 'PPU', 6411: 'Mahulu' }
export const TEMPLATE_IDS = ['kaltim-2020']
/** What a person who loads the template should know about it. */
export const TEMPLATE_NOTE = {
  id: 'Pilkada Kaltim 2020 untuk demo dan latihan. Jumlah TPS, DPT, dan paslon per kabupaten/kota sesuai kenyataan; sebaran TPS per desa dan DPT per TPS dibuat-buat, nama paslon diganti nomor. Kecamatan dan desa mengikuti kode sekarang: Kutai Kartanegara punya 18 kecamatan pada 2020 dan 20 sekarang.',
  en: 'Pilkada Kaltim 2020 for demos and rehearsals. TPS, DPT and pairs per regency are the real numbers; how TPS spread over villages and the DPT of each TPS are invented, and pairs are numbered instead of named. Districts and villages have the codes of today: Kutai Kartanegara had 18 districts in 2020 and has 20 now.',
}
/**
 * A complete election made from a built-in template, marked simulated because its register is invented. The same seed gives the
 * same rows. `tps` scales the number of stations and the DPT down in proportion (at least 3 stations a regency, never above the
 * real number); populations stay real, because margins follow from them.
 */
export function templateElection(_id, options = {}) {
  const villages = [...areaNames(FILE.province).keys()].filter((code) => code.length === 10)
  const stations = stationsPerRegency(options.tps ?? STATIONS_2020)
  const tps = REGENCIES.flatMap((regency, i) => {
    const scaled = stations[i] ?? LEAST_STATIONS
    return spreadRegister(
      { ...regency, stations: scaled, dpt: Math.round((regency.dpt * scaled) / regency.stations) },
      villages.filter((code) => code.startsWith(regency.code)),
      { seed: options.seed ?? 1, most: FILE.maxVotersPerTps },
    )
  })
  const regions = regionTree(FILE, tps, new Map()).map((region) => ({
    ...region,
    ...(SHORT[region.code] ? { short: SHORT[region.code] } : {}),
  }))
  return { ...FILE, regions, tps, simulated: true }
}
function stationsPerRegency(wanted) {
  const real = REGENCIES.map((regency) => regency.stations)
  const total = Math.max(LEAST_STATIONS * REGENCIES.length, Math.min(STATIONS_2020, Math.floor(wanted)))
  const aboveLeast = real.map((stations) => stations - LEAST_STATIONS)
  return apportion(total, aboveLeast, { least: LEAST_STATIONS, most: Math.max(...real) })
}
function candidates(columns) {
  return columns.map((column, i) => {
    const number = i + 1
    if (column === 'empty') return { number, name: 'Kolom kosong', kind: 'empty-column', colour: EMPTY_COLOUR, ours: false }
    return { number, name: `Paslon ${number}`, kind: 'pair', colour: PAIR_COLOURS[i] ?? EMPTY_COLOUR, ours: column === 'ours' }
  })
}
const contest = ({ code, title, population, columns }) => ({
  region: code,
  title,
  population,
  candidates: candidates(columns),
})
const FILE = {
  id: 'kaltim-2020',
  name: 'Pilkada Kaltim 2020',
  date: '2020-12-09',
  timezone: 'Asia/Makassar',
  pollsClose: '13:00',
  province: '64',
  form: 'kwk-2020',
  maxVotersPerTps: 500,
  ballotReserve: 0.025,
  holidays: ['2020-12-09', '2020-12-24', '2020-12-25', '2020-12-31', '2021-01-01'],
  // Penajam Paser Utara (178,681 inhabitants) elected its regent in another year.
  notVoting: ['6409'],
  contests: REGENCIES.map(contest),
}
