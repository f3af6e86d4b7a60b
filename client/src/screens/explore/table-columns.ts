import type { LeadKind } from '../../lead-kind.ts'
import { exploreWords } from '../../words/explore.ts'
import { leadWords } from '../../words/lead.ts'
import type { TableRow } from './table-rows.ts'
import type { SortKey } from './table-sort.ts'

export type ColumnName = 'name' | 'state' | 'leader' | 'lead' | 'tps' | 'dpt' | 'findings' | 'matching' | 'silent'
/** `width` = a track of the grid; `sort` = what its head sorts by. */
export type Column = {
  readonly name: ColumnName
  readonly label: string
  /** What it counts, where the label alone does not say. */
  readonly meaning?: string
  readonly sort: SortKey
  readonly width: string
  readonly figure: boolean
}

/** Regions and TPS have heads of their own; a filter adds how many TPS of a region meet it. */
export function columnsFor(
  kind: TableRow['kind'],
  { single, filtered, lead }: { readonly single: boolean; readonly filtered: boolean; readonly lead: LeadKind },
): Column[] {
  const words = exploreWords.table
  if (kind === 'tps')
    return [
      { name: 'name', label: words.tpsColumn, sort: 'kode', width: 'minmax(116px, 1.5fr)', figure: false },
      { name: 'state', label: words.state, sort: 'keadaan', width: 'minmax(146px, 1.2fr)', figure: false },
      { name: 'leader', label: words.leader, sort: 'suara', width: 'minmax(104px, 1fr)', figure: false },
      { name: 'lead', label: leadWords.of[lead], sort: 'selisih', width: '66px', figure: true },
      { name: 'dpt', label: words.dpt, sort: 'dpt', width: '52px', figure: true },
      { name: 'findings', label: words.findings, meaning: words.tpsFindingsMeaning, sort: 'temuan', width: '74px', figure: true },
      { name: 'silent', label: words.silent, sort: 'diam', width: '66px', figure: true },
    ]
  return [
    { name: 'name', label: words.region, sort: 'kode', width: 'minmax(144px, 1.7fr)', figure: false },
    { name: 'leader', label: single ? words.leader : words.standing, sort: 'keadaan', width: 'minmax(134px, 1.1fr)', figure: false },
    { name: 'lead', label: leadWords.of[lead], sort: 'selisih', width: '80px', figure: true },
    { name: 'tps', label: words.tpsIn, sort: 'tps', width: '104px', figure: true },
    // Beside the figures of a filter the second coverage would be one too many.
    filtered
      ? { name: 'matching', label: words.matching, sort: 'cocok', width: '90px', figure: true }
      : { name: 'dpt', label: words.dptIn, sort: 'dpt', width: '90px', figure: true },
    { name: 'findings', label: words.findings, meaning: words.findingsMeaning, sort: 'temuan', width: '72px', figure: true },
  ]
}
