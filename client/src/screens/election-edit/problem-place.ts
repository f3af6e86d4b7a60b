import { editWords } from '../../words/setup-election.ts'
import type { ElectionDraft } from './election-draft.ts'

/** The name of a field as its page calls it: `contests.0.candidates.1.name` -> "Wali Kota Samarinda, calon 2: Nama". */
export function placeOf(draft: ElectionDraft, path: string): string {
  const [first = '', contestAt, field = '', candidateAt, part = ''] = path.split('.')
  if (first !== 'contests' || contestAt === undefined) return GENERAL[first]?.() ?? first
  const contest = draft.contests[Number(contestAt)]
  const whose = contest?.title || contest?.region || editWords.contest.nth(Number(contestAt) + 1)
  if (candidateAt === undefined) return `${whose}: ${CONTEST[field]?.() ?? field}`
  const number = contest?.candidates[Number(candidateAt)]?.number || String(Number(candidateAt) + 1)
  return `${whose}, ${editWords.candidate.of(number)}: ${CANDIDATE[part]?.() ?? part}`
}

type Names = Readonly<Record<string, () => string>>
const GENERAL: Names = {
  id: () => editWords.general.id,
  name: () => editWords.general.name,
  date: () => editWords.general.date,
  pollsClose: () => editWords.general.close,
  timezone: () => editWords.general.zone,
  province: () => editWords.general.province,
  maxVotersPerTps: () => editWords.general.most,
  ballotReserve: () => editWords.general.reserve,
  notVoting: () => editWords.general.notVoting,
  contests: () => editWords.sections.contests,
  register: () => editWords.sections.register,
}
const CONTEST: Names = {
  region: () => editWords.contest.region,
  title: () => editWords.contest.title,
  population: () => editWords.contest.population,
  candidates: () => editWords.candidate.name,
}
const CANDIDATE: Names = {
  number: () => editWords.candidate.number,
  name: () => editWords.candidate.name,
  short: () => editWords.candidate.short,
}

/** Opens whatever the field of this path is folded into and puts the cursor there; false when no such field is on the page. */
export function goToField(form: HTMLElement | null, path: string): boolean {
  const place = form?.querySelector(`[data-at="${path}"]`)
  const field = place?.matches('input, select, button') ? place : place?.querySelector('input, select, button')
  if (!(field instanceof HTMLElement)) return false
  const folded = field.closest('details')
  if (folded) folded.open = true
  field.focus()
  field.scrollIntoView({ block: 'center' })
  return true
}
