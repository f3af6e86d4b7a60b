/** What is wrong in a file of an election folder. Row and column count from 1; the header is row 1. */
export type FolderError = {
  readonly file: string
  readonly row: number
  readonly column: number
  readonly code: string
  readonly message: string
}

/** `file:row:column code message`, the form CONTRACT.md promises. */
export const tellFolderError = ({ file, row, column, code, message }: FolderError): string => `${file}:${row}:${column} ${code} ${message}`

const MOST_PER_FILE = 1000

/** The errors of one file, in the order found; a register whose every row is wrong is told once for the first thousand rows. */
export class FileErrors {
  readonly file: string
  readonly #list: FolderError[] = []
  #unlisted = 0
  constructor(file: string) {
    this.file = file
  }
  add(row: number, column: number, error: { readonly code: string; readonly message: string }): void {
    if (!this.isFull) this.#list.push({ file: this.file, row, column, code: error.code, message: error.message })
    else this.#unlisted += 1
  }
  /** What comes now is only counted: where it stands need not be found. */
  get isFull(): boolean {
    return this.#list.length >= MOST_PER_FILE
  }
  list(): FolderError[] {
    if (this.#unlisted === 0) return [...this.#list]
    const message = `${this.#unlisted} more errors in this file are not listed`
    return [...this.#list, { file: this.file, row: 1, column: 1, code: 'more', message }]
  }
}
