import { existsSync } from 'node:fs'
import type { CsvStation } from './csv-sums.ts'

/** 7,017 real stations of five regencies (2024); never part of the product, absent outside the development folder. */
export const REAL_TABLE = new URL('../../../shared/data/tps-2024-five-regencies.csv', import.meta.url)
export const hasRealTable = existsSync(REAL_TABLE)

const REGENCIES = ['6401', '6402', '6403', '6472', '6474']

/** An election folder around the real register, one contest of three pairs a regency; 54 % of its stations have no DPT. */
export function realRegisterFolder(stations: readonly CsvStation[]): Map<string, string> {
  const candidates = [1, 2, 3].map((number) => ({ number, name: `Paslon ${number}`, ours: number === 2 }))
  const election = {
    id: 'lima-daerah-2024',
    name: 'Lima daerah 2024',
    date: '2024-02-14',
    timezone: 'Asia/Makassar',
    pollsClose: '13:00',
    province: '64',
    form: 'kwk-2020',
    maxVotersPerTps: 300,
    ballotReserve: 0.02,
    contests: REGENCIES.map((region) => ({ region, title: `Daerah ${region}`, candidates })),
  }
  const rows = stations.map((station) => [station.tps_code, station.dpt_t, station.dpt_l, station.dpt_p].join(','))
  return new Map([
    ['election.json', JSON.stringify(election)],
    ['tps.csv', ['tps,dpt,dpt_m,dpt_f', ...rows].join('\n')],
  ])
}
