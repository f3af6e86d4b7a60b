import type { Catalogue } from '../language.ts'
import type { id } from './report.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'Report a polling station (TPS)',
  may: {
    witness:
      'You report the polling station you witnessed. Type exactly what stands on the C.Hasil (C1), even where the sums do not agree.',
    'field-coordinator':
      'You report for the polling stations of your region on behalf of their witnesses. Type exactly what stands on the C.Hasil (C1).',
    operator:
      'You type from the photo or the paper of the C.Hasil (C1), without seeing anybody else’s figures. Type exactly what stands there.',
    other: 'Type exactly what stands on the C.Hasil (C1).',
  },
  which: 'Which polling station',
  code: 'Polling station code',
  codeHint: 'Thirteen digits, dots allowed: 64.72.01.1001.004',
  codeUnknown: 'There is no polling station with that code in your region.',
  orChoose: 'or choose its region',
  levels: { regency: 'Regency or city', district: 'District', village: 'Village', tps: 'Polling station' },
  choose: 'Choose',
  whole: (region: string) => `All of ${region}`,
  change: 'Change polling station',
  contest: 'Contest',
  votes: 'Valid votes per candidate pair',
  sums: 'Valid and invalid votes',
  users: 'Voters who voted',
  more: 'Other lines of the form',
  moreHint: 'May be left empty. Empty is not the same as zero.',
  written: 'Type what is written on the form, not a recalculated sum.',
  sumOfVotes: (n: string) => `Sum of the pairs’ votes: ${n}`,
  notANumber: 'Only numbers from 0 to 99999.',
  check: 'Check once more',
  checkText: 'The sums do not agree. If the form really says so, send it: the difference is exactly what must be reported.',
  needVotes: 'Fill in the votes of every candidate pair.',
  submit: 'Send the report',
  sending: 'Sending',
  again: 'Send again',
  unsent: 'Not sent yet. What you typed stays here; sending twice does not make two reports.',
  sentTitle: 'Report received',
  receipt: 'Receipt code',
  receiptText: 'Note this code. With it your report can be found again.',
  at: 'Received at',
  parked: 'The report is stored, but this polling station is not in the register yet. A coordinator will decide.',
  other: (title) => `Report ${title} at this TPS`,
  unlisted:
    'This TPS is not in the register. Check the code; if it is right, the report is kept but not counted until a coordinator decides.',
  unknownVillage: 'The village of this code is not in the register, so a report will be refused. Check the code.',
  next: 'Report another TPS',
  correct: 'Correct this report',
  correcting: 'This corrects the report that was just sent.',
  progress: (done: string) => `${done} reports sent from this screen`,
  leave: 'What has not been sent will be lost.',
}
