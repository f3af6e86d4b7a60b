import type { FieldError } from '../../../../shared/refusal.ts'
import { setUpWords } from '../../words/set-up.ts'

export type ErrorRow = {
  readonly file: string
  readonly row?: number
  readonly column?: number
  readonly what: string
  /** The server's own words: they name the value it stumbled over. */
  readonly detail: string
}

/** The server tells a place as `file:row:column`; a file name may hold colons itself. */
export const errorRows = (errors: readonly FieldError[]): ErrorRow[] =>
  errors.map(({ path, code, message }) => {
    const [, file = path, row, column] = /^(.*):(\d+):(\d+)$/.exec(path) ?? []
    return {
      file,
      ...(row ? { row: Number(row) } : {}),
      ...(column ? { column: Number(column) } : {}),
      what: setUpWords.errors[code] ?? message,
      detail: message,
    }
  })
