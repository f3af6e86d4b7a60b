import type { RegisterAnswer } from '../../../../shared/answers.ts'
import { leadOf } from '../../../../shared/lead.ts'
import { isCalled } from '../../called.ts'
import { bareName } from '../../region-names.ts'
import { coverageOf } from '../wall/region-facts.ts'
import { leadIn } from './cell-looks.ts'
import type { RegionRow } from './region-rows.ts'
import { isDown, keyOf, sortedBy, type SortText } from './table-sort.ts'
import type { TpsFacts } from './tps-facts.ts'
import { TPS_STATES } from './tps-state.ts'

/** A line of the table: a region of the chosen level, or a TPS. */
export type TableRow = { readonly code: string; readonly name: string; readonly around: string } & (
  { readonly kind: 'region'; readonly region: RegionRow } | { readonly kind: 'tps'; readonly tps: TpsFacts }
)
type Names = (code: string) => string

/** With filters set, regions without a matching TPS are left out. */
export function regionTableRows(
  rows: readonly RegionRow[],
  { names, filtered, within, sort }: { names: Names; filtered: boolean; within: string; sort: SortText },
): TableRow[] {
  const around = aroundIn(within, names)
  const shown = filtered ? rows.filter(({ matching }) => matching > 0) : rows
  const lines = shown.map((region): TableRow => ({
    kind: 'region',
    code: region.code,
    name: rowName(names(region.code)),
    around: around(region.code),
    region,
  }))
  return keyOf(sort) === 'kode'
    ? turned(lines, sort)
    : sortedBy(lines, (line) => (line.kind === 'region' ? regionValue(line.region, line.name, sort) : undefined), isDown(sort))
}

/** Lines of TPS; a TPS that did not change keeps its line. Made anew for another region or language. */
export function tpsLines(within: string, names: Names, tpsName: (n: number) => string): (tps: TpsFacts) => TableRow {
  const around = aroundIn(within, names)
  const known = new WeakMap<TpsFacts, TableRow>()
  return (tps) => {
    let line = known.get(tps)
    if (!line) known.set(tps, (line = { kind: 'tps', code: tps.code, name: tpsName(tps.number), around: around(tps.code), tps }))
    return line
  }
}

export function tpsTableRows(tps: readonly TpsFacts[], lineOf: (tps: TpsFacts) => TableRow, sort: SortText): TableRow[] {
  const lines = tps.map(lineOf)
  // A name is the village's, then the number: that is the order of the codes within a village.
  return keyOf(sort) === 'kode'
    ? turned(lines, sort)
    : sortedBy(lines, (line) => (line.kind === 'tps' ? tpsValue(line.tps, line.around, sort) : undefined), isDown(sort))
}

const turned = (lines: TableRow[], sort: SortText): TableRow[] => (isDown(sort) ? lines.toReversed() : lines)

/** The region right around a code, when that is not where one is already; asked once for all its TPS. */
function aroundIn(within: string, names: Names): (code: string) => string {
  const known = new Map<string, string>()
  return (code) => {
    const length = code.length === 13 ? 10 : code.length === 10 ? 6 : code.length - 2
    if (length <= within.length) return ''
    const region = code.slice(0, length)
    let name = known.get(region)
    if (name === undefined) known.set(region, (name = bareName(names(region))))
    return name
  }
}

function regionValue({ facts, matching }: RegionRow, name: string, sort: SortText): number | string | undefined {
  switch (keyOf(sort)) {
    case 'nama':
      return bareName(name)
    case 'selisih':
      return isCalled(facts) ? facts.lead : undefined
    case 'tps':
      return facts.tps.expected > 0 ? facts.tps.counted / facts.tps.expected : undefined
    case 'dpt':
      return facts.standing === 'tidak-ikut' ? undefined : coverageOf(facts)
    case 'temuan':
      return facts.findings.total
    case 'cocok':
      return matching
    case 'keadaan':
      return facts.held ? undefined : facts.standing
    default:
      return undefined
  }
}

const STATE_ORDER = new Map(TPS_STATES.map((state, i) => [state, i]))
function tpsValue(tps: TpsFacts, village: string, sort: SortText): number | string | undefined {
  switch (keyOf(sort)) {
    case 'nama':
      return village
    case 'keadaan':
      return STATE_ORDER.get(tps.state)
    case 'selisih':
      return tps.cell?.votes && leadOf(tps.contest.candidates, tps.cell.votes)?.votes
    case 'suara':
      return tps.cell?.votes && leadIn(tps.contest, tps.cell.votes)?.votes
    case 'dpt':
      return tps.dpt
    case 'temuan':
      return tps.findings
    case 'diam':
      return tps.silentMs
    default:
      return undefined
  }
}

/** `Kabupaten` is left out where every row has it; a city keeps its kind, because a regency may have the same name. */
export const rowName = (name: string): string => name.replace(/^Kabupaten /, 'Kab. ')

/** Code -> name, looked up a thousand times a second. */
export function namesOf({ regions }: Pick<RegisterAnswer, 'regions'>, tpsName: (n: number) => string): Names {
  const names = new Map(regions.map(({ code, name }) => [code as string, name]))
  return (code) => (code.length === 13 ? tpsName(Number(code.slice(10))) : (names.get(code) ?? code))
}
