import { z } from 'zod'
import { ElectionFile, FormTemplate, MOST_REGIONS } from '../../shared/election.ts'
import { FileErrors } from './folder-error.ts'
import { FORM_TEMPLATE_IDS, formTemplate } from '../../shared/form-templates.ts'
import { keyTwice } from '../json-keys.ts'
import { offsetOf, placeOf } from './json-position.ts'
import { isTimezone } from '../../shared/poll-time.ts'
import { withoutDots } from './read-code.ts'
import { impossibleBallot } from './who-stands.ts'

const LooseCandidate = z
  .object({ number: z.number().optional().catch(undefined), kind: z.string().optional().default('pair').catch('') })
  .catch({ number: undefined, kind: '' })
/**
 * What the cross-checks look at, readable even when other parts of the file are wrong: a person is told everything at once.
 * Absent or misshapen parts are empty here; the strict schema reports them.
 */
const Loose = z.object({
  date: z.string().optional().catch(undefined),
  pollsClose: z.string().optional().catch(undefined),
  timezone: z.string().optional().catch(undefined),
  province: z.string().optional().catch(undefined),
  form: z.unknown(),
  notVoting: z.array(z.string().catch('')).max(MOST_REGIONS).catch([]),
  contests: z
    .array(
      z
        .object({
          region: z.string().catch(''),
          candidates: z.array(LooseCandidate).catch([]),
        })
        .catch({ region: '', candidates: [] }),
    )
    .max(MOST_REGIONS)
    .catch([]),
})
export type LooseElection = z.infer<typeof Loose>

/** Tells an error at a place inside the JSON; the path stands before the message. */
export type AtPath = (path: readonly PropertyKey[], code: string, message: string) => void
export type ElectionFileRead = {
  /** Undefined when the file is not an election file. */
  readonly file?: ElectionFile
  readonly loose?: LooseElection
  readonly errors: FileErrors
  readonly refuse: AtPath
}

/** Each error is looked up in the text: a larger file could keep the server from everything else. */
const LARGEST = 1024 * 1024
const NOWHERE = { row: 1, column: 1 }

/** `election.json` (CONTRACT.md); dots in codes are taken out before the strict schema sees them. */
export function readElectionFile(text: string, name: string): ElectionFileRead {
  const errors = new FileErrors(name)
  const refuse: AtPath = (path, code, message) => {
    const { row, column } = errors.isFull ? NOWHERE : placeOf(text, offsetOf(text, path))
    errors.add(row, column, { code, message: path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message })
  }
  if (text.length > LARGEST) {
    errors.add(1, 1, { code: 'too-large', message: 'election.json may have 1 MB; the register belongs into tps.csv' })
    return { errors, refuse }
  }
  let raw: unknown
  const plain = text.replace(/^\uFEFF/, '')
  try {
    raw = JSON.parse(plain)
  } catch (error) {
    const message = (error as SyntaxError).message
    const offset = /position (\d+)/.exec(message)?.[1]
    const { row, column } = placeOf(text, offset === undefined ? text.length : Number(offset))
    errors.add(row, column, { code: 'not-json', message: `this is not JSON: ${message}` })
    return { errors, refuse }
  }
  const twice = keyTwice(plain, raw)
  if (twice !== undefined) refuse(twice.split('.'), 'key-twice', 'this key stands twice; keep one of the two')
  const normal = codesWithoutDots(raw)
  const parsed = ElectionFile.safeParse(normal)
  if (!parsed.success) for (const issue of parsed.error.issues) tellIssue(issue, normal, refuse)
  const loose = Loose.safeParse(normal)
  if (!loose.success) return { errors, refuse }
  checkInside(loose.data, refuse)
  return { ...(parsed.success ? { file: parsed.data } : {}), loose: loose.data, errors, refuse }
}

function codesWithoutDots(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw
  const { province, notVoting, contests } = raw as Record<string, unknown>
  const inContest = (contest: unknown) =>
    typeof contest === 'object' && contest !== null && 'region' in contest ? { ...contest, region: withoutDots(contest.region) } : contest
  return {
    ...raw,
    ...(province === undefined ? {} : { province: withoutDots(province) }),
    ...(Array.isArray(notVoting) ? { notVoting: notVoting.map(withoutDots) } : {}),
    ...(Array.isArray(contests) ? { contests: contests.map(inContest) } : {}),
  }
}

function tellIssue(issue: z.core.$ZodIssue, raw: unknown, refuse: AtPath): void {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) refuse([...path, key], 'unknown-key', 'no such field')
    return
  }
  const value = path.reduce<unknown>((inside, step) => (inside as Record<PropertyKey, unknown> | undefined)?.[step], raw)
  if (path.length === 1 && path[0] === 'form' && typeof value === 'object') {
    const nested = FormTemplate.safeParse(value)
    if (!nested.success) for (const inner of nested.error.issues) refuse(['form', ...inner.path], 'invalid', inner.message)
    return
  }
  const isCode = path.at(-1) === 'region' || path[0] === 'province' || path[0] === 'notVoting'
  if (isCode && typeof value === 'number') refuse(path, 'code-not-text', `codes are text: write "${value}" in quotes`)
  else refuse(path, value === undefined ? 'missing' : 'invalid', value === undefined ? 'this field is missing' : issue.message)
}

/** What one part of the file says about another. */
function checkInside(loose: LooseElection, refuse: AtPath): void {
  const { timezone, form, province, contests, notVoting } = loose
  if (timezone !== undefined && !isTimezone(timezone)) {
    refuse(['timezone'], 'unknown-timezone', `"${timezone}" is no time zone; Kalimantan Timur is Asia/Makassar`)
  }
  if (typeof form === 'string' && !formTemplate(form)) {
    refuse(['form'], 'unknown-form', `no built-in form is called "${form}"; there is ${FORM_TEMPLATE_IDS.join(', ')}`)
  }
  const outside = (code: string) => province !== undefined && code !== '' && !code.startsWith(province)
  const regions = new Set<string>()
  for (const [i, { region, candidates }] of contests.entries()) {
    if (regions.has(region)) refuse(['contests', i, 'region'], 'duplicate', `two contests for region ${region}`)
    if (outside(region)) refuse(['contests', i, 'region'], 'outside-province', `${region} is not in province ${province}`)
    if (region !== '') regions.add(region)
    const numbers = new Set<number>()
    for (const [n, { number }] of candidates.entries()) {
      if (number === undefined) continue
      if (numbers.has(number)) refuse(['contests', i, 'candidates', n, 'number'], 'duplicate', `two candidates have number ${number}`)
      numbers.add(number)
    }
    const impossible = impossibleBallot(candidates)
    if (impossible) refuse(['contests', i, 'candidates', ...impossible.at], impossible.code, impossible.message)
  }
  for (const [i, region] of notVoting.entries()) {
    if (region === '') continue
    if (outside(region)) refuse(['notVoting', i], 'outside-province', `${region} is not in province ${province}`)
    else if (region.length !== 4)
      refuse(['notVoting', i], 'not-a-regency', `${region} is no regency: a regency as a whole votes or does not`)
    else if (regions.has(region)) refuse(['notVoting', i], 'contradiction', `${region} has a contest and is named as not voting`)
  }
}
