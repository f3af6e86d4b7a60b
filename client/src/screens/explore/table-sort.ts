/** Columns of the table that sort, for regions and for TPS. */
export const SORT_KEYS = ['kode', 'nama', 'keadaan', 'selisih', 'tps', 'dpt', 'temuan', 'cocok', 'diam', 'suara'] as const
export type SortKey = (typeof SORT_KEYS)[number]
/** `-dpt` = by DPT, the largest first. */
export type SortText = SortKey | `-${SortKey}`
/** As the register has it; nothing jumps while figures arrive. */
export const USUAL_SORT: SortText = 'kode'

export const keyOf = (sort: SortText): SortKey => sort.replace('-', '') as SortKey
export const isDown = (sort: SortText): boolean => sort.startsWith('-')
export const isSort = (text: string): text is SortText => SORT_KEYS.some((key) => text === key || text === `-${key}`)

/** The same head again turns the order; a figure starts with the largest, a name with A. */
export function nextSort(sort: SortText, key: SortKey): SortText {
  const startsDown = key !== 'kode' && key !== 'nama' && key !== 'keadaan'
  if (keyOf(sort) !== key) return startsDown ? `-${key}` : key
  return isDown(sort) ? key : `-${key}`
}

type Sortable = { readonly code: string }
/** Rows without a value stand last either way; equal ones by code, so that the order never depends on arrival. */
export function sortedBy<R extends Sortable>(rows: readonly R[], valueOf: (row: R) => number | string | undefined, down: boolean): R[] {
  const turn = down ? -1 : 1
  const keyed = rows.map((row) => ({ row, value: valueOf(row) }))
  keyed.sort((a, b) => {
    if (a.value === b.value) return byCode(a.row, b.row)
    if (a.value === undefined) return 1
    if (b.value === undefined) return -1
    if (typeof a.value === 'string' && typeof b.value === 'string') return turn * NAMES.compare(a.value, b.value) || byCode(a.row, b.row)
    return a.value < b.value ? -turn : turn
  })
  return keyed.map(({ row }) => row)
}

const NAMES = new Intl.Collator('id', { numeric: true })
const byCode = (a: Sortable, b: Sortable): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
