const MB = 1024 * 1024

/** What somebody's file may cost here (HARDENING T16). Kukar's 1,695 TPS with forty columns stay far below. */
export const LIMITS = {
  /** Of the file as sent. */
  bytes: 20 * MB,
  /** Of everything in it, unpacked. */
  unpackedBytes: 100 * MB,
  zipEntries: 2_000,
  /** Unpacked by packed, of the whole file. */
  ratio: 100,
  sheets: 100,
  rowsPerSheet: 20_000,
  columns: 400,
  cells: 1_000_000,
  /** Characters of one cell; no column here holds more than a name. */
  text: 500,
  readingMs: 10_000,
  /** Of the reading thread's heap. */
  heapMb: 320,
} as const

/** Why a file is not read; each has its words on the page. */
export type Unreadable =
  'not-a-workbook' | 'encrypted' | 'bomb' | 'too-many-rows' | 'too-many-cells' | 'too-many-sheets' | 'too-slow' | 'empty-file'

/** Carries the reason out of nested readers; never leaves the thread. */
export class CannotRead extends Error {
  readonly why: Unreadable
  constructor(why: Unreadable) {
    super(why)
    this.why = why
  }
}
