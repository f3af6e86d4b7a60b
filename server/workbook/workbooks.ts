import type { RequestId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ReadFile } from './cells.ts'
import type { Prepared } from './prepare.ts'

/** A file somebody sent, with what it was found to say. Only he comes back to it. */
export type KeptFile = {
  readonly file: ReadFile
  readonly fingerprint: string
  readonly prepared: Prepared
}
export type FileKey = { readonly by: string; readonly digest: string; readonly region: string; readonly contest: string }

/** Files between their preview and their confirmation. In memory only: after a restart, or an hour, a file is sent again. */
export interface Workbooks {
  keep(key: FileKey, kept: KeptFile): void
  find(key: FileKey): KeptFile | undefined
  /** Undefined = others are being read just now. */
  reading<T>(work: () => Promise<T>): Promise<T | undefined>
}

const KEPT_MS = 60 * 60_000
const MOST_CELLS = 4_000_000
const MOST_OF_ONE = 4
const AT_ONCE = 2

export function workbooks(nowMs: () => number = () => performance.now()): Workbooks {
  /** In the order of their last use. */
  const kept = new Map<string, { readonly by: string; readonly cells: number; readonly atMs: number; readonly value: KeptFile }>()
  let underWay = 0
  const nameOf = ({ by, digest, region, contest }: FileKey): string => [by, digest, region, contest].join(' ')
  return {
    keep(key, value) {
      kept.delete(nameOf(key))
      kept.set(nameOf(key), { by: key.by, cells: cellsIn(value.file), atMs: nowMs(), value })
      const own = [...kept].filter(([, { by }]) => by === key.by)
      for (const [name] of own.slice(0, -MOST_OF_ONE)) kept.delete(name)
      let cells = [...kept.values()].reduce((sum, one) => sum + one.cells, 0)
      for (const [name, one] of kept) {
        if (cells <= MOST_CELLS || name === nameOf(key)) break
        kept.delete(name)
        cells -= one.cells
      }
    },
    find(key) {
      for (const [name, { atMs }] of kept) if (nowMs() - atMs > KEPT_MS) kept.delete(name)
      return kept.get(nameOf(key))?.value
    },
    async reading(work) {
      if (underWay >= AT_ONCE) return undefined
      underWay++
      try {
        return await work()
      } finally {
        underWay--
      }
    },
  }
}

const cellsIn = ({ sheets }: ReadFile): number => sheets.reduce((sum, { rows }) => sum + rows.reduce((n, row) => n + row.length, 0), 0)

export type Ticked = Prepared['reports'] extends ReadonlyMap<RequestId, infer One> ? One : never

/** The reports of the ticked rows, or the first id that is not among them. */
export function tickedReports({ reports }: Prepared, rows: readonly RequestId[]): Result<Ticked[], RequestId> {
  const missing = rows.find((id) => !reports.has(id))
  return missing === undefined ? ok(rows.flatMap((id) => reports.get(id) ?? [])) : err(missing)
}
