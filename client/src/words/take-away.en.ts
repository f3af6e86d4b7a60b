import type { Catalogue } from '../language.ts'
import type { id } from './take-away.id.ts'

export const en: Catalogue<typeof id> = {
  open: 'Download',
  title: 'Download',
  tally: 'This table',
  tps: 'All polling stations',
  picture: 'This view',
  csv: 'CSV',
  xlsx: 'Excel',
  png: 'Picture',
  pdf: 'PDF',
  as: (what, format) => `${what}, ${format}`,
  working: 'Preparing the file ...',
  saved: (name) => `Saved: ${name}`,
  failed: 'This browser cannot draw this view. Try again, or print it (Ctrl+P).',
  seq: (positions) => `ledger entry ${positions}`,
  by: (name) => `by ${name}`,
  unofficial: 'Internal count, not an official result of KPU',
  page: (n, of) => `page ${n} of ${of}`,
}
