import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import type { Election } from '../../shared/election.ts'
import { grouped } from '../bench/figures.ts'
import { drawnVillages } from './drawn-villages.ts'

/** Kaltim 2020 with as many TPS as the province had on 14 February 2024: every village gets its share of the new ones. */
export function largeElection(wanted = 11_441): Election {
  const small = templateElection('kaltim-2020')
  const more = wanted / small.tps.length
  const villages = grouped(small.tps, ({ tps }) => tps.slice(0, 10))
  let owed = 0
  const tps = [...villages].flatMap(([village, stations]) => {
    owed += stations.length * more
    const n = Math.max(stations.length, Math.round(owed))
    owed -= n
    return Array.from({ length: n }, (_, i) => ({ tps: `${village}${String(i + 1).padStart(3, '0')}`, dpt: 240, signal: i % 9 !== 0 }))
  })
  return { ...small, id: 'kaltim-besar', name: 'Kaltim besar', tps: tps.slice(0, wanted) }
}

/** The folder that `election load` takes, with every village drawn. `points` on each border. */
export function writeElectionFolder(election: Election, points: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'kamar-election-'))
  // What the folder's other files say is no part of election.json.
  const { tps, regions, simulated: _simulated, ...file } = election
  const rows = tps.map((row) => `${row.tps},${row.dpt},${row.signal === false ? 'no' : 'yes'}`)
  writeFileSync(join(folder, 'election.json'), JSON.stringify(file))
  writeFileSync(join(folder, 'tps.csv'), ['tps,dpt,signal', ...rows].join('\n'))
  writeFileSync(join(folder, 'boundaries-villages.geojson'), drawnVillages(regions, points))
  return folder
}
