import { readFileSync } from 'node:fs'

/**
 * An independent recount of tps-2024-five-regencies.csv: it shares no code with the product and reads the file in its own way
 * (comma-separated, nothing quoted), so that both can only agree by being right. A station counts when every candidate's cell is
 * filled and at least one vote was given; the file's `valid` is only added up beside.
 */
export type CsvSums = {
  tps: { expected: number; counted: number }
  dpt: { expected: number; counted: number; unknownTps: number }
  votes: Record<string, number>
  valid: { computed: number; written: number; tps: number }
  invalid: { n: number; tps: number }
}

export type CsvStation = Record<string, string>

export function readStations(file: URL): CsvStation[] {
  const [header = '', ...lines] = readFileSync(file, 'latin1').trim().split('\n')
  const names = header.trim().split(',')
  return lines.map((line) => {
    const cells = line.trimEnd().split(',')
    if (cells.length !== names.length) throw new Error(`a line has ${cells.length} cells: ${line}`)
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}

const CANDIDATES = ['1', '2', '3']
const LENGTHS = [4, 6, 10, 13]

/** Sums by regency, district, village and station code. */
export function sumsByCode(stations: readonly CsvStation[]): Map<string, CsvSums> {
  const sums = new Map<string, CsvSums>()
  for (const station of stations) for (const length of LENGTHS) addTo(sums, station.tps_code!.slice(0, length), station)
  return sums
}

const nothing = (): CsvSums => ({
  tps: { expected: 0, counted: 0 },
  dpt: { expected: 0, counted: 0, unknownTps: 0 },
  votes: { '1': 0, '2': 0, '3': 0 },
  valid: { computed: 0, written: 0, tps: 0 },
  invalid: { n: 0, tps: 0 },
})

function addTo(sums: Map<string, CsvSums>, code: string, station: CsvStation): void {
  const sum = sums.get(code) ?? nothing()
  sums.set(code, sum)
  const votes = CANDIDATES.map((number) => station[`votes_${number}`]!)
  const given = votes.reduce((total, cell) => total + Number(cell), 0)
  const counts = votes.every((cell) => cell !== '') && given > 0
  sum.tps.expected += 1
  if (station.dpt_t === '') sum.dpt.unknownTps += 1
  else sum.dpt.expected += Number(station.dpt_t)
  if (!counts) return
  sum.tps.counted += 1
  if (station.dpt_t !== '') sum.dpt.counted += Number(station.dpt_t)
  for (const [i, number] of CANDIDATES.entries()) sum.votes[number]! += Number(votes[i])
  sum.valid.computed += given
  if (station.valid !== '') {
    sum.valid.written += Number(station.valid)
    sum.valid.tps += 1
  }
  if (station.invalid !== '') {
    sum.invalid.n += Number(station.invalid)
    sum.invalid.tps += 1
  }
}
