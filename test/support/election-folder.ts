import type { FolderError } from '../../server/election/folder-error.ts'
import { loadFolder, type LoadedFolder } from '../../server/election/load-folder.ts'

export const anElectionFile = {
  id: 'kaltim-2024',
  name: 'Pilkada Kaltim 2024',
  date: '2024-11-27',
  timezone: 'Asia/Makassar',
  pollsClose: '13:00',
  province: '64',
  form: 'kwk-2020',
  maxVotersPerTps: 600,
  ballotReserve: 0.025,
  holidays: ['2024-12-25'],
  notVoting: ['6409'],
  contests: [
    {
      region: '64',
      title: 'Gubernur',
      candidates: [
        { number: 1, name: 'Paslon 1' },
        { number: 2, name: 'Paslon 2' },
      ],
    },
    {
      region: '6472',
      title: 'Wali Kota Samarinda',
      population: 827_994,
      candidates: [
        { number: 1, name: 'Paslon 1', kind: 'pair', colour: '#0072B2', ours: true },
        { number: 2, name: 'Kolom kosong', kind: 'empty-column' },
      ],
    },
  ],
}
export const TWO_TPS = 'tps,dpt\n6472011001001,290\n6472011001002,\n'

/** A right folder; a test names only what it changes. */
export const aFolder = (
  changed: { readonly election?: object | string; readonly tps?: string; readonly others?: Record<string, string> } = {},
) => {
  const election = changed.election ?? {}
  const json = typeof election === 'string' ? election : JSON.stringify({ ...anElectionFile, ...election }, undefined, 2)
  return new Map([['election.json', json], ['tps.csv', changed.tps ?? TWO_TPS], ...Object.entries(changed.others ?? {})])
}

export function loaded(folder: ReadonlyMap<string, string>): LoadedFolder {
  const result = loadFolder(folder)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** The errors of a folder as `file:row:column code`; the words after it are for people. */
export const errorsOf = (folder: ReadonlyMap<string, string>): string[] =>
  refusals(folder).map((e) => `${e.file}:${e.row}:${e.column} ${e.code}`)

export function refusals(folder: ReadonlyMap<string, string>): FolderError[] {
  const result = loadFolder(folder)
  return result.ok ? [] : result.error
}
