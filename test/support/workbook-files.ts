import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import type { WorkbookApplied, WorkbookPreview } from '../../shared/workbook.ts'
import type { Answer } from './caller.ts'
import type { TestServer } from './server.ts'

export type Rows = CellValue[][]

/** A made workbook after somebody typed into it and another program saved it: values only, the hidden sheet still there. */
export async function retyped(file: Uint8Array, type: (rows: Rows) => void): Promise<Uint8Array> {
  const { sheets } = await readXlsx(file)
  const data = sheets[1]
  if (!data) throw new Error('a made workbook has a guide, the data and a hidden sheet')
  type(data.rows)
  return writeXlsx({ sheets: sheets.map(({ name, rows, hidden }) => ({ name, rows, hidden: hidden ?? false })) })
}

/** The first TPS stands in row 4. */
export const FIRST = 3

export type Lane = {
  made(region: string, contest?: string, language?: 'id' | 'en'): Promise<Uint8Array>
  upload(file: Uint8Array, region: string, contest?: string): Promise<Answer & { readonly preview: WorkbookPreview }>
  map(preview: WorkbookPreview, mapping: unknown): Promise<Answer & { readonly preview: WorkbookPreview }>
  apply(preview: WorkbookPreview, rows?: readonly string[]): Promise<Answer & { readonly applied: WorkbookApplied }>
}

/** One person's way through the lane; `who` is a cookie or a token. */
export function laneOf({ base }: Pick<TestServer, 'base'>, who: string): Lane {
  const auth: Record<string, string> = who.includes('=') ? { cookie: who } : { authorization: `Bearer ${who}` }
  async function ask(path: string, body: Uint8Array | object): Promise<Answer> {
    const isFile = body instanceof Uint8Array
    const response = await fetch(base + path, {
      method: 'POST',
      headers: { ...auth, 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
      body: isFile ? Buffer.from(body) : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown }
  }
  const about = ({ region, contest }: WorkbookPreview) => ({ region, contest })
  return {
    async made(region, contest = region.slice(0, 4), language = 'id') {
      const response = await fetch(`${base}/api/workbooks?region=${region}&contest=${contest}&language=${language}`, { headers: auth })
      if (response.status !== 200) throw new Error(await response.text())
      return new Uint8Array(await response.arrayBuffer())
    },
    async upload(file, region, contest = region.slice(0, 4)) {
      const answer = await ask(`/api/workbooks?region=${region}&contest=${contest}`, file)
      return { ...answer, preview: answer.body as WorkbookPreview }
    },
    async map(preview, mapping) {
      const answer = await ask(`/api/workbooks/${preview.digest}/mapping`, { ...about(preview), mapping })
      return { ...answer, preview: answer.body as WorkbookPreview }
    },
    async apply(preview, rows = preview.rows.filter(({ ticked }) => ticked).map(({ form = '' }) => form)) {
      const answer = await ask(`/api/workbooks/${preview.digest}/apply`, { ...about(preview), rows })
      return { ...answer, applied: answer.body as WorkbookApplied }
    },
  }
}
