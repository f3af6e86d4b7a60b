import type { Election } from '../../shared/election.ts'

/**
 * The election as the files of an election folder (CONTRACT.md), name -> text: to look at, to correct, to load again and be the same.
 */
export function electionFolder(election: Election): Map<string, string> {
  const { regions, tps, simulated: _simulated, ...file } = election
  const stations = tps.map(({ tps: code, dpt, dptM, dptF, signal, expectedBy }) =>
    csvLine([code, dpt, dptM, dptF, signal === undefined ? undefined : signal ? 'yes' : 'no', expectedBy]),
  )
  const named = regions.map(({ code, name, short }) => csvLine([code, name, short]))
  return new Map([
    ['election.json', `${JSON.stringify(file, undefined, 2)}\n`],
    ['tps.csv', `${['tps,dpt,dpt_m,dpt_f,signal,expected_by', ...stations].join('\n')}\n`],
    ['regions.csv', `${['code,name,short', ...named].join('\n')}\n`],
  ])
}

const csvLine = (cells: readonly (string | number | undefined)[]): string =>
  cells.map((cell) => (/[",;\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : (cell ?? ''))).join(',')
