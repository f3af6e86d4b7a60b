import type { Catalogue } from '../language.ts'
import type { id } from './worklist.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'Needs checking',
  lists: { decide: 'To settle', parked: 'Parked', findings: 'Findings' },
  meaning: {
    decide: 'TPS whose reports differ, are doubted after a settlement, or are all zeros. The widest difference first.',
    parked: 'Reports of TPS that are not in the register, or were withdrawn. Kept, but not counted until a coordinator decides.',
    findings: 'What the checks of the sums found, by TPS; no accusation. The most votes at stake first.',
  },
  region: 'Region',
  allRegions: 'All my regions',
  severity: 'Severity',
  every: 'Every severity',
  counts: {
    decide: (n) => `${n} TPS wait for a decision`,
    parked: (n) => `${n} TPS are parked`,
    findings: (tps, findings) => `${findings} findings at ${tps} TPS`,
  },
  split: (confirmed, unconfirmed) =>
    `${confirmed} were read in the count room and are counted on the results page; ${unconfirmed} were not, may be typing slips, and are left out there.`,
  shown: (n, all) => `${n} of ${all} shown`,
  more: 'Show more',
  none: {
    decide: { title: 'Nothing waits for a decision', text: 'As soon as two people report different figures, their TPS appears here.' },
    parked: { title: 'No report is parked', text: 'Reports of TPS outside the register appear here.' },
    findings: { title: 'No findings', text: 'The checks run by themselves on every report that arrives.' },
  },
  difference: 'votes, widest difference',
  stake: 'votes at stake',
  reports: (n) => `${n} reports`,
  newest: (at) => `newest ${at}`,
  withdrawn: 'withdrawn from the register',
  unlisted: 'not in the register',
  unconfirmed: 'perhaps a typing slip',
  back: 'Back to the list',
}
