import type { TextFile } from './use-election-edit.ts'

/**
 * Two files that show the shape of an election folder and load as they are. Nothing in them is real: no province has the code 99, and the
 * names say that they have to be replaced.
 */
export const EXAMPLE_REGISTER: TextFile = {
  name: 'tps.csv',
  text: [
    'tps,dpt,dpt_m,dpt_f,signal,expected_by',
    '9901011001001,300,148,152,ya,',
    '9901011001002,287,140,147,ya,16:30',
    '9901011002001,,,,tidak,2020-12-10 08:00',
    '9902011001001,412,,,,',
    '',
  ].join('\n'),
}

const contest = (region: string) => ({
  region,
  title: `CONTOH Bupati ${region} (kode karangan)`,
  population: 150_000,
  candidates: [
    { number: 1, name: 'CONTOH Calon Satu', short: 'Satu', ours: true },
    { number: 2, name: 'CONTOH Calon Dua', short: 'Dua' },
  ],
})
export const EXAMPLE_ELECTION: TextFile = {
  name: 'election.json',
  text: `${JSON.stringify(
    {
      id: 'contoh-karangan',
      name: 'CONTOH: ganti nama, kode, dan calon',
      date: '2020-12-09',
      timezone: 'Asia/Makassar',
      pollsClose: '13:00',
      province: '99',
      form: 'kwk-2020',
      maxVotersPerTps: 500,
      ballotReserve: 0.025,
      notVoting: [],
      contests: ['9901', '9902'].map(contest),
    },
    undefined,
    2,
  )}\n`,
}
