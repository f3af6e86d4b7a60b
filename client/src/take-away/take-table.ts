import type { Problem } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ApiFailure } from '../api.ts'
import { language } from '../language.ts'
import type { Shown } from './caption.ts'
import { saveFile } from './save-file.ts'

export type TableKind = 'tally' | 'tps'
export type TableFormat = 'csv' | 'xlsx'

/** Fetched rather than linked, so that a refusal is read on the page and not saved as a file. The name is the server's. */
export async function takeTable(
  kind: TableKind,
  format: TableFormat,
  { contest, region, mode }: Shown,
): Promise<Result<string, ApiFailure>> {
  const query = new URLSearchParams({ contest: contest ?? region, region, format, language: language.value, ...(mode ? { mode } : {}) })
  try {
    const response = await fetch(`/api/exports/${kind}?${query.toString()}`, { credentials: 'same-origin' })
    if (!response.ok) return err({ kind: 'refused', problem: (await response.json()) as Problem })
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `tabel.${format}`
    saveFile(await response.blob(), name)
    return ok(name)
  } catch {
    return err({ kind: 'unreachable' })
  }
}
