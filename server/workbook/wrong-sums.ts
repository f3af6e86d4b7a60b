import type { FigureField, WorkbookPreview } from '../../shared/workbook.ts'
import type { RawRow, RowsRead, SumRow } from './read-rows.ts'

type WrongSum = WorkbookPreview['sums'][number]

/**
 * JUMLAH lines as a checksum of what was read: a line may sum up the rows since the one before, those of its district or all above it;
 * where it is none of the three, it is told with the first. Silent where a cell above could not be read.
 */
export function wrongSums({ rows, sums }: RowsRead): WrongSum[] {
  const running = new Map<FigureField, number[]>()
  return sums.flatMap((sum) =>
    [...sum.counts].flatMap(([field, { at, n }]): WrongSum[] => {
      const upTo = running.get(field) ?? runningSums(rows, field)
      running.set(field, upTo)
      const candidates = startsOf(sum, rows).map((from) => (upTo[sum.to] ?? 0) - (upTo[from] ?? 0))
      const [first] = candidates
      const isUnknown = candidates.some((one) => Number.isNaN(one)) || first === undefined
      return isUnknown || candidates.includes(n) ? [] : [{ at, field, written: n, computed: first }]
    }),
  )
}

/** `[i]` = the sum of the first i rows; NaN from the first cell on that could not be read. */
function runningSums(rows: readonly RawRow[], field: FigureField): number[] {
  const upTo = [0]
  for (const row of rows) {
    const isUnread = row.problems.length > 0 && !row.counts.has(field) && !row.blanks.has(field)
    upTo.push((upTo.at(-1) ?? 0) + (isUnread ? Number.NaN : (row.counts.get(field)?.n ?? 0)))
  }
  return upTo
}

/** Where the rows begin that a line may mean, the likeliest first. */
function startsOf({ from, to }: SumRow, rows: readonly RawRow[]): number[] {
  if (to === 0) return []
  let district = to - 1
  while (district > 0 && rows[district - 1]?.district === rows[to - 1]?.district) district--
  return [...new Set(from < to ? [from, district, 0] : [district, 0])]
}
