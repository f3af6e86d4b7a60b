/** `file:row:column code message`, the form CONTRACT.md promises. */
export const tellFolderError = ({ file, row, column, code, message }) => `${file}:${row}:${column} ${code} ${message}`
const MOST_PER_FILE = 1000
/** The errors of one file, in the order found; a register whose every row is wrong is told once for the first thousand rows. */
export class FileErrors {
  file
  #list = []
  #unlisted = 0
  constructor(file) {
    this.file = file
  }
  add(row, column, error) {
    if (this.#list.length < MOST_PER_FILE) this.#list.push({ file: this.file, row, column, code: error.code, message: error.message })
    else this.#unlisted += 1
  }
  list() {
    if (this.#unlisted === 0) return [...this.#list]
    const message = `${this.#unlisted} more errors in this file are not listed`
    return [...this.#list, { file: this.file, row: 1, column: 1, code: 'more', message }]
  }
}
