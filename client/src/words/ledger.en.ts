import type { Catalogue } from '../language.ts'
import type { id } from './ledger.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'Ledger',
  text: 'Everything that happens is recorded here, in order, and cannot be changed without breaking the chain: each entry holds the hash of the entry before it.',
  rooms: 'Chain heads of the count rooms',
  columns: {
    room: 'Room',
    seq: 'Entry',
    hash: 'Last hash',
    at: 'Time',
    type: 'Event',
    by: 'By',
    own: 'Hash',
    previous: 'Previous hash',
    subject: 'Polling station',
  },
  check: 'Compare the last hash with the one another room reads out, then run kamar-hitung verify on a copy of the data.',
  entries: (room: string) => `Entries of room ${room}`,
  range: (from: string, to: string, all: string) => `Entries ${from} to ${to} of ${all}`,
  earlier: 'Older',
  later: 'Newer',
  empty: 'No entries yet.',
  province: 'Province',
  notYours: 'outside your region',
  fact: 'Content of the entry',
}
