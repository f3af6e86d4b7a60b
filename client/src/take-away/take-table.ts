import type { Problem } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ApiFailure } from '../api.ts'
import { language } from '../language.ts'
import type { Shown } from './caption.ts'
import { saveFile } from './save-file.ts'

export type TableKind = 'tally' | 'tps'
export type TableFormat = 'csv' | 'xlsx'
/** Rows of a table as they stand on screen: filtered and sorted. `about` = filters and order in words. */
export type ChosenRows = { readonly kind: TableKind; readonly rows: readonly string[]; readonly about: readonly string[] }

/** Fetched rather than linked, so that a refusal is read on the page and not saved as a file. The name is the server's. */
export function takeTable(kind: TableKind, format: TableFormat, { contest, region, mode }: Shown): Promise<Result<string, ApiFailure>> {
  const query = new URLSearchParams({ contest: contest ?? region, region, format, language: language.value, ...(mode ? { mode } : {}) })
  return saved(`/api/exports/${kind}?${query.toString()}`, format)
}

/** The figures are the server's; only which rows and in what order is told. */
export function takeChosen(
  { kind, rows, about }: ChosenRows,
  format: TableFormat,
  { contest, region, mode }: Shown,
): Promise<Result<string, ApiFailure>> {
  const body = { format, language: language.value, region, rows, about, ...(contest ? { contest } : {}), ...(mode ? { mode } : {}) }
  const asJson = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return saved(`/api/exports/${kind}`, format, asJson)
}

async function saved(address: string, format: TableFormat, init: RequestInit = {}): Promise<Result<string, ApiFailure>> {
  try {
    const response = await fetch(address, { credentials: 'same-origin', ...init })
    if (!response.ok) return err({ kind: 'refused', problem: (await response.json()) as Problem })
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `tabel.${format}`
    saveFile(await response.blob(), name)
    return ok(name)
  } catch {
    return err({ kind: 'unreachable' })
  }
}
