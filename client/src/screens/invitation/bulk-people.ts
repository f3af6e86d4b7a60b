import type { Region } from '../../../../shared/election.ts'
import { type Grant, mayGrant, type Role } from '../../../../shared/roles.ts'
import { bareName } from '../../region-names.ts'
import { mayHaveTps } from '../administration/role-depth.ts'
import type { Invited } from './use-invitations.ts'

export type BulkProblem = 'name' | 'role' | 'roleNotYours' | 'region' | 'regionNotYours' | 'noTps' | 'twice'
/** One line as it was pasted (`row` from 1) and what it means; `person` only when nothing is wrong. */
export type BulkRow = {
  readonly row: number
  readonly cells: { readonly name: string; readonly role: string; readonly region: string; readonly organisation: string }
  readonly role?: Role
  readonly region?: string
  readonly problems: readonly BulkProblem[]
  readonly person?: Invited
}
type Known = {
  /** Every word a role goes by, in small letters. */
  readonly roles: ReadonlyMap<string, Role>
  readonly regions: readonly Region[]
  /** Of the person who invites. */
  readonly own: readonly Grant[]
}

/** Name, role, region, organisation; from a spreadsheet (tabs) or a CSV file (semicolons or commas, quotes allowed). A first line of headings is passed over. */
export function readBulk(text: string, known: Known): BulkRow[] {
  const lines = text.split(/\r?\n/).map((line, i) => ({ row: i + 1, cells: cellsOf(line) }))
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const people = isHeading(filled[0]?.cells ?? []) ? filled.slice(1) : filled
  const codes = codesByName(known.regions)
  const names = new Map<string, number>()
  for (const { cells } of people) names.set(key(cells[0]), (names.get(key(cells[0])) ?? 0) + 1)
  return people.map(({ row, cells }) => {
    const [name = '', role = '', region = '', organisation = ''] = cells
    return rowOf(
      { row, cells: { name, role, region, organisation } },
      { role: known.roles.get(key(role)), region: codes.get(key(region)) ?? codes.get(region.replaceAll('.', '')) ?? tpsOf(region, codes) },
      { own: known.own, twice: (names.get(key(name)) ?? 0) > 1 },
    )
  })
}

function rowOf(
  line: Pick<BulkRow, 'row' | 'cells'>,
  { role, region }: { readonly role: Role | undefined; readonly region: string | undefined },
  { own, twice }: { readonly own: readonly Grant[]; readonly twice: boolean },
): BulkRow {
  const { name, organisation } = line.cells
  const verdict = role && region ? mayGrant(own, { role, region }) : 'allowed'
  const problems: BulkProblem[] = [
    ...(name.length < 2 ? (['name'] as const) : twice ? (['twice'] as const) : []),
    ...(role === undefined ? (['role'] as const) : verdict === 'forbidden' ? (['roleNotYours'] as const) : []),
    ...(region === undefined
      ? (['region'] as const)
      : role && region.length === 13 && !mayHaveTps(role)
        ? (['noTps'] as const)
        : verdict === 'not-found'
          ? (['regionNotYours'] as const)
          : []),
  ]
  if (problems.length > 0 || !role || !region) return { ...line, problems, ...(role ? { role } : {}), ...(region ? { region } : {}) }
  return { ...line, role, region, problems, person: { label: name, role, region, ...(organisation === '' ? {} : { organisation }) } }
}

/** A TPS in a village of the election; whether the village has such a TPS is for the server to say. */
function tpsOf(text: string, codes: ReadonlyMap<string, string>): string | undefined {
  const code = text.replaceAll('.', '')
  return /^\d{13}$/.test(code) && codes.has(code.slice(0, 10)) ? code : undefined
}

const key = (text: string | undefined): string => (text ?? '').trim().toLowerCase()

/** The separator is whichever of tab, semicolon and comma the line holds. */
function cellsOf(line: string): string[] {
  const separator = ['\t', ';', ','].find((one) => line.includes(one)) ?? ';'
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const letter = line.charAt(i)
    if (letter === '"' && quoted && line.charAt(i + 1) === '"') cell += line.charAt(i++)
    else if (letter === '"') quoted = !quoted
    else if (letter === separator && !quoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += letter
  }
  return [...cells, cell.trim()]
}

const HEADINGS = ['nama', 'name', 'nama orang', 'nama akun']
const isHeading = (cells: readonly string[]): boolean => HEADINGS.includes(key(cells[0]))

/** By code, by name and by the short way people say it; a name of two regions names none, unless one lies around the other. */
function codesByName(regions: readonly Region[]): ReadonlyMap<string, string> {
  const codes = new Map<string, string>()
  const several = new Set<string>()
  for (const { code, name, short } of regions) {
    codes.set(code, code)
    for (const word of new Set([name, bareName(name), short ?? name].map(key))) {
      const before = codes.get(word)
      // Regions come ascending by code: a regency stands before a village of the same name, and is what people mean.
      if (before === undefined) codes.set(word, code)
      else if (before.length === code.length) several.add(word)
    }
  }
  for (const word of several) codes.delete(word)
  return codes
}
