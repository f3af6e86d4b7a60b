/**
 * The election as the files of an election folder (CONTRACT.md), name -> text: to look at, to correct, to load again. Of the regions
 * only those with a short name are written; loading finds the other names again. `readme` explains where the figures come from.
 */
export function electionFolder(election, readme) {
  const { regions, tps, simulated: _simulated, ...file } = election
  const stations = tps.map(({ tps: code, dpt, dptM, dptF, signal, expectedBy }) =>
    csvLine([code, dpt, dptM, dptF, signal === undefined ? undefined : signal ? 'yes' : 'no', expectedBy]),
  )
  const shortened = regions.flatMap(({ code, name, short }) => (short === undefined ? [] : [csvLine([code, name, short])]))
  return new Map([
    ['election.json', `${JSON.stringify(file, undefined, 2)}\n`],
    ['tps.csv', `${['tps,dpt,dpt_m,dpt_f,signal,expected_by', ...stations].join('\n')}\n`],
    ['regions.csv', `${['code,name,short', ...shortened].join('\n')}\n`],
    ['README.txt', `${readme}\n`],
  ])
}
const csvLine = (cells) =>
  cells.map((cell) => (/[",;\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : (cell ?? ''))).join(',')
