import type { FieldError } from '../../../../shared/refusal.ts'
import { language } from '../../language.ts'
import { setUpWords } from '../../words/set-up.ts'

export type ErrorRow = {
  readonly file: string
  readonly row?: number
  readonly column?: number
  readonly what: string
  /** What the server stumbled over; absent when `what` says all of it. */
  readonly detail?: string
}

/** The server tells a place as `file:row:column`; a file name may hold colons itself. */
export const errorRows = (errors: readonly FieldError[]): ErrorRow[] =>
  errors.map(({ path, code, message }) => {
    const [, file = path, row, column] = /^(.*):(\d+):(\d+)$/.exec(path) ?? []
    const what = setUpWords.errors[code]
    const detail = what === undefined ? undefined : detailOf(message)
    return {
      file,
      ...(row ? { row: Number(row) } : {}),
      ...(column ? { column: Number(column) } : {}),
      what: what ?? message,
      ...(detail ? { detail } : {}),
    }
  })

/** The server's words are English; readers of another language get the values, rows and columns that stand in them. */
function detailOf(message: string): string {
  if (language.value === 'en') return message
  const { place } = setUpWords.election
  const quoted = message.match(/"[^"]*"/g)
  if (quoted) return quoted.join(', ')
  const facts = [...message.matchAll(/\brow (\d+)|\bcolumns? ([\w, ]+)$|\b\d[\d.,]*\b/g)]
  return facts.map(([text, row, column]) => (row ? place.row(row) : column ? place.column(column) : text)).join(', ')
}
