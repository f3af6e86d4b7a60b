import type { ElectionFile, FormTemplate } from '../../../../shared/election.ts'

/** An election as it stands in the fields of a page: numbers are what was typed. */
export type CandidateDraft = {
  number: string
  name: string
  short: string
  kind: 'pair' | 'empty-column'
  /** Empty = the palette decides. */
  colour: string
  ours: boolean
}
export type ContestDraft = { region: string; title: string; population: string; candidates: CandidateDraft[] }
export type ElectionDraft = {
  id: string
  name: string
  date: string
  timezone: string
  pollsClose: string
  province: string
  form: string | FormTemplate
  maxVotersPerTps: string
  /** Per cent. */
  ballotReserve: string
  notVoting: string
  holidays: string[]
  contests: ContestDraft[]
}
export type DraftProblem =
  | 'empty'
  | 'id'
  | 'whole'
  | 'percent'
  | 'code'
  | 'codes'
  | 'province'
  | 'number'
  | 'twice'
  | 'long'
  | 'noCandidate'
  | 'noContest'
  | 'noRegister'

export const emptyCandidate = (number: number): CandidateDraft => ({
  number: String(number),
  name: '',
  short: '',
  kind: 'pair',
  colour: '',
  ours: false,
})
export const emptyContest = (region = ''): ContestDraft => ({
  region,
  title: '',
  population: '',
  candidates: [emptyCandidate(1), emptyCandidate(2)],
})
export const emptyElection = (): ElectionDraft => ({
  id: '',
  name: '',
  date: '',
  timezone: 'Asia/Makassar',
  pollsClose: '13:00',
  province: '64',
  form: 'kwk-2020',
  maxVotersPerTps: '600',
  ballotReserve: '2,5',
  notVoting: '',
  holidays: [],
  contests: [emptyContest()],
})

export const draftOf = ({ contests, notVoting, holidays, maxVotersPerTps, ballotReserve, ...file }: ElectionFile): ElectionDraft => ({
  ...file,
  holidays: [...holidays],
  maxVotersPerTps: String(maxVotersPerTps),
  ballotReserve: String(Math.round(ballotReserve * 1e6) / 1e4).replace('.', ','),
  notVoting: notVoting.join(', '),
  contests: contests.map(({ region, title, population, candidates }) => ({
    region,
    title,
    population: population === undefined ? '' : String(population),
    candidates: candidates.map(({ number, name, short = '', kind, colour = '', ours }) => ({
      number: String(number),
      name,
      short,
      kind,
      colour,
      ours,
    })),
  })),
})

/** election.json; call it when the draft has no problem. */
export const fileOf = ({ contests, notVoting, maxVotersPerTps, ballotReserve, ...draft }: ElectionDraft): ElectionFile => ({
  ...draft,
  name: draft.name.trim(),
  maxVotersPerTps: Number(maxVotersPerTps),
  ballotReserve: Math.round(percentOf(ballotReserve) * 1e4) / 1e6,
  notVoting: codesOf(notVoting),
  contests: contests.map(({ region, title, population, candidates }) => ({
    region: region as ElectionFile['contests'][number]['region'],
    title: title.trim(),
    ...(population === '' ? {} : { population: Number(plain(population)) }),
    candidates: candidates.map(({ number, name, short, kind, colour, ours }) => ({
      number: Number(number),
      name: name.trim(),
      ...(short.trim() === '' ? {} : { short: short.trim() }),
      kind,
      ...(colour === '' ? {} : { colour }),
      ours,
    })),
  })),
})

/** What keeps it from being sent, by path (`contests.0.candidates.1.name`). */
export function draftProblems(draft: ElectionDraft): ReadonlyMap<string, DraftProblem> {
  const found = new Map<string, DraftProblem>()
  const say = (path: string, wrong: boolean, problem: DraftProblem): void => {
    if (wrong && !found.has(path)) found.set(path, problem)
  }
  say('id', !/^[a-z0-9][a-z0-9-]{1,60}$/.test(draft.id), 'id')
  for (const field of ['name', 'date', 'pollsClose', 'timezone'] as const) say(field, draft[field].trim() === '', 'empty')
  say('name', draft.name.trim().length > 200, 'long')
  say('province', !/^\d{2}$/.test(draft.province), 'province')
  say('maxVotersPerTps', !isWhole(draft.maxVotersPerTps), 'whole')
  say('ballotReserve', !(percentOf(draft.ballotReserve) >= 0 && percentOf(draft.ballotReserve) <= 100), 'percent')
  say('notVoting', !codesOf(draft.notVoting).every((code) => /^\d{4}$/.test(code)), 'codes')
  say('contests', draft.contests.length === 0, 'noContest')
  for (const [i, contest] of draft.contests.entries()) {
    const at = `contests.${i}`
    say(`${at}.region`, !/^\d{2}(\d{2})?$/.test(contest.region), 'code')
    say(`${at}.region`, draft.contests.filter(({ region }) => region === contest.region).length > 1, 'twice')
    say(`${at}.title`, contest.title.trim() === '', 'empty')
    say(`${at}.title`, contest.title.trim().length > 200, 'long')
    say(`${at}.population`, contest.population !== '' && !isWhole(plain(contest.population)), 'whole')
    say(`${at}.candidates`, contest.candidates.length === 0, 'noCandidate')
    candidateProblems(contest.candidates, `${at}.candidates`, say)
  }
  return found
}

function candidateProblems(
  candidates: readonly CandidateDraft[],
  at: string,
  say: (path: string, wrong: boolean, problem: DraftProblem) => void,
): void {
  for (const [i, { number, name, short }] of candidates.entries()) {
    say(`${at}.${i}.number`, !/^[1-9]\d?$/.test(number), 'number')
    say(`${at}.${i}.number`, candidates.filter((one) => one.number === number).length > 1, 'twice')
    say(`${at}.${i}.name`, name.trim() === '', 'empty')
    say(`${at}.${i}.name`, name.trim().length > 200, 'long')
    say(`${at}.${i}.short`, short.trim().length > 24, 'long')
  }
}

/** As people write large numbers: 827.994. */
const plain = (text: string): string => text.replaceAll(/[.\s]/g, '')
const isWhole = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text)
const percentOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))
const codesOf = (text: string): string[] =>
  text
    .split(/[,;\s]+/)
    .map((code) => code.replaceAll('.', ''))
    .filter((code) => code !== '')
