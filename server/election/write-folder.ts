import type { Election } from '../../shared/election.ts'

/**
 * The election as the files of an election folder (CONTRACT.md), name -> text: to look at, to correct, to load again. Names of
 * regions are not written, loading finds them again. `readme` explains where the figures come from.
 */
export function electionFolder(election: Election, readme: string): Map<string, string> {
  const { regions: _regions, tps, simulated: _simulated, ...file } = election
  const rows = tps.map(({ tps: code, dpt, dptM, dptF, signal, expectedBy }) =>
    [code, dpt, dptM, dptF, signal === undefined ? undefined : signal ? 'yes' : 'no', expectedBy].join(','),
  )
  return new Map([
    ['election.json', `${JSON.stringify(file, undefined, 2)}\n`],
    ['tps.csv', `${['tps,dpt,dpt_m,dpt_f,signal,expected_by', ...rows].join('\n')}\n`],
    ['README.txt', `${readme}\n`],
  ])
}
