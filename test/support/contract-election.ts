import { loadFolder } from '../../server/election/load-folder.ts'
import type { Election } from '../../shared/election.ts'

/** The election the examples of the contract speak about: two contests, five TPS, one regency that does not vote. */
export const CONTRACT_FILES: ReadonlyMap<string, string> = new Map([
  [
    'election.json',
    JSON.stringify({
      id: 'contoh-2020',
      name: 'Pilkada contoh 2020',
      date: '2020-12-09',
      timezone: 'Asia/Makassar',
      pollsClose: '13:00',
      province: '64',
      form: 'kwk-2020',
      maxVotersPerTps: 500,
      ballotReserve: 0.025,
      holidays: ['2020-12-25'],
      notVoting: ['6409'],
      contests: [
        {
          region: '6471',
          title: 'Wali Kota Balikpapan',
          population: 688_318,
          candidates: [
            { number: 1, name: 'Paslon 1', colour: '#0072B2', ours: true },
            { number: 2, name: 'Kolom kosong', kind: 'empty-column' },
          ],
        },
        {
          region: '6472',
          title: 'Wali Kota Samarinda',
          population: 827_994,
          candidates: [
            { number: 1, name: 'Paslon 1' },
            { number: 2, name: 'Paslon 2', ours: true },
            { number: 3, name: 'Paslon 3' },
          ],
        },
      ],
    }),
  ],
  ['regions.csv', 'code,name,short\n6472011001,Contoh Satu,\n6472012001,Contoh Dua,\n6471011001,Contoh Tiga,\n6409011001,Contoh Empat,\n'],
  [
    'tps.csv',
    'tps,dpt,dpt_m,dpt_f,signal,expected_by\n6472011001004,290,140,150,,\n6472011001005,301,,,,\n6472012001001,,,,,\n6471011001001,280,,,,\n6471011001002,275,,,,\n',
  ],
])

export function contractElection(): Election {
  const loaded = loadFolder(CONTRACT_FILES)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
  return loaded.value.election
}
