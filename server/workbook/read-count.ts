import type { CellProblem } from '../../shared/workbook.ts'
import type { ReadCell } from './cells.ts'

const MOST = 99_999
/** What people write where they do not know: missing, never zero. */
const UNKNOWN = /^[-–—.…?*_]*$|^(n\/?a|nihil data|belum|belum ada|tidak ada|tdk ada|kosong)$/i
const LOOKS_LIKE_DIGITS = /^[\dOoIlXxSsBbZ|]{1,6}$/

export type ReadCount = { readonly n: number | undefined } | { readonly problem: CellProblem }

/**
 * A count of people or papers as somebody typed it. Nothing is repaired: `8O` may be 80 or 8, 1.234 one thousand or one and a bit, and
 * an X in an empty digit box is no digit.
 */
export function readCount(cell: ReadCell | undefined): ReadCount {
  if (cell === null || cell === undefined) return { n: undefined }
  if (typeof cell === 'number') return countOf(cell)
  if (typeof cell === 'string') return readText(cell.normalize('NFKC').trim().replace(/^'/, ''))
  if (typeof cell === 'boolean') return { problem: 'not-a-number' }
  if ('date' in cell) return { problem: 'date' }
  return { problem: 'error' in cell ? 'cell-error' : 'formula-without-value' }
}

function readText(text: string): ReadCount {
  if (UNKNOWN.test(text)) return { n: undefined }
  if (/^\d{1,9}$/.test(text)) return countOf(Number(text))
  if (/^-\s*\d+([.,]\d+)?$/.test(text)) return { problem: 'negative' }
  if (/^#(REF|N\/A|VALUE|DIV\/0|NAME\?|NUM|NULL)/i.test(text)) return { problem: 'cell-error' }
  if (/^\d{1,3}([.,\s]\d{3})+$/.test(text)) return { problem: 'thousands' }
  if (/^\d+[.,]\d+$/.test(text)) return { problem: 'fraction' }
  if (/^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$/.test(text)) return { problem: 'date' }
  return { problem: /\d/.test(text) && LOOKS_LIKE_DIGITS.test(text) ? 'letter-in-number' : 'not-a-number' }
}

function countOf(n: number): ReadCount {
  if (!Number.isInteger(n)) return { problem: Number.isFinite(n) ? 'fraction' : 'not-a-number' }
  if (n < 0) return { problem: 'negative' }
  return n > MOST ? { problem: 'too-large' } : { n }
}
