import { z } from 'zod'
import { ScopeCode } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type CsvTable, readCsv } from '../csv-table.ts'
import { AccountName, Organisation, PersonGrant } from '../http/routes/people-words.ts'
import type { NewInvitation } from '../sign-in/invitations.ts'

const Row = z.strictObject({ name: AccountName, role: PersonGrant.shape.role, region: ScopeCode, organisation: Organisation.optional() })

/** A CSV file with the columns name, role, region and perhaps organisation; every error at once as `row:column message`. */
export function invitedOf(csv: string, most: number): Result<NewInvitation[], string[]> {
  const table = readCsv(csv, most)
  if (!table.ok) return err([`${table.error.row}:${table.error.column} ${table.error.message}`])
  const missing = ['name', 'role', 'region'].filter((column) => !table.value.columns.has(column))
  if (missing.length > 0) return err([`1:1 the header lacks ${missing.join(', ')}`])
  if (table.value.rows.length === 0) return err(['2:1 nobody is listed'])
  return peopleOf(table.value)
}

function peopleOf({ columns, rows }: CsvTable): Result<NewInvitation[], string[]> {
  const names = new Set<string>()
  const errors: string[] = []
  const at = (row: number, column: string): string => `${row}:${(columns.get(column) ?? 0) + 1} ${column}`
  const people = rows.flatMap(({ row, cells }) => {
    const of = (column: string): string | undefined => cells[columns.get(column) ?? -1] || undefined
    const read = Row.safeParse({ name: of('name') ?? '', role: of('role'), region: of('region'), organisation: of('organisation') })
    if (!read.success) {
      errors.push(...read.error.issues.map(({ path, message }) => `${at(row, String(path[0]))}: ${message}`))
      return []
    }
    const { name, role, region, organisation } = read.data
    if (names.has(name.toLowerCase())) errors.push(`${at(row, 'name')}: ${name} is listed twice`)
    names.add(name.toLowerCase())
    return [{ label: name, grants: [{ role, region }], ...(organisation ? { organisation } : {}) }]
  })
  return errors.length > 0 ? err(errors) : ok(people)
}
