import type { Region } from '../../shared/election.ts'
import { whyNoName } from '../../shared/whole-text.ts'
import { readCsv } from '../csv-table.ts'
import { FileErrors } from './folder-error.ts'
import { readCode } from './read-code.ts'

/** Twice what the largest province has, down to its villages. */
const MOST_ROWS = 20_000
const LONGEST_NAME = 200

/** `regions.csv`: code, name, short. Names given here win over today's official ones; unknown columns are ignored. */
export function readRegions(
  text: string,
  file: string,
  province: string | undefined,
): { regions: Map<string, Region>; errors: FileErrors } {
  const regions = new Map<string, Region>()
  const errors = new FileErrors(file)
  const table = readCsv(text, MOST_ROWS)
  if (!table.ok) {
    errors.add(table.error.row, table.error.column, table.error)
    return { regions, errors }
  }
  const { columns, rows } = table.value
  for (const name of ['code', 'name']) {
    if (!columns.has(name)) errors.add(1, 1, { code: 'missing-column', message: `the header has no column ${name}` })
  }
  if (!columns.has('code') || !columns.has('name')) return { regions, errors }
  const cell = (cells: readonly string[], name: string) => cells[columns.get(name) ?? -1] ?? ''
  for (const { row, cells } of rows) {
    const add = (column: string, code: string, message: string) => errors.add(row, (columns.get(column) ?? 0) + 1, { code, message })
    const code = readCode(cell(cells, 'code'), [2, 4, 6, 10])
    const name = cell(cells, 'name')
    const short = cell(cells, 'short')
    if (!code.ok) add('code', code.error.code, code.error.message)
    else if (regions.has(code.value)) add('code', 'duplicate', `region ${code.value} stands here twice`)
    else if (province && !code.value.startsWith(province)) add('code', 'outside-province', `${code.value} is not in province ${province}`)
    else regions.set(code.value, short === '' ? { code: code.value, name } : { code: code.value, name, short })
    for (const [column, text] of [
      ['name', name],
      ['short', short],
    ] as const) {
      const why = whyNoName(text)
      if (why !== undefined) add(column, 'unseen', `this ${why}`)
    }
    if (name === '' || name.length > LONGEST_NAME) add('name', 'name', `a name has 1 to ${LONGEST_NAME} characters`)
  }
  return { regions, errors }
}
