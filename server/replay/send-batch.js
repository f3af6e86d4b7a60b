import { z } from 'zod'
import { Problem } from '../../shared/refusal.js'
import { err, ok } from '../../shared/result.js'
/** About ten minutes: a restart, a dropped line, a full disk that somebody clears. */
const TRIES = 30
const LONGEST_PAUSE_MS = 30_000
const TIMEOUT_MS = 60_000
/** Too many, busy, disk full: the same forms are welcome later. */
const LATER = [429, 503, 507]
const Answers = z.object({ answers: z.array(z.object({ status: z.int(), problem: z.object({ code: z.string() }).optional() })) })
/**
 * Sends forms through the public API until each has its answer, in the order given. A lost connection, 429 and 503 are tried again
 * (Retry-After is kept): the ids are the same, so what had arrived is answered as a repeat. Gives up on anything the whole
 * request is refused for, and after about ten minutes without any progress.
 */
export async function sendBatch(forms, to) {
  const outcomes = new Map()
  let problem = 'no answer'
  for (let tries = 0; tries < TRIES; tries += 1) {
    const waiting = forms.filter((form) => !outcomes.has(form.id))
    const posted = await post(waiting, to)
    if (posted.kind === 'refused') return err(posted.failure)
    let pauseMs = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** tries)
    if (posted.kind === 'answered') {
      for (const [i, form] of waiting.entries()) {
        const outcome = outcomeOf(posted.answers[i])
        if (outcome) outcomes.set(form.id, outcome)
      }
      if (outcomes.size === forms.length) return ok(forms.map((form) => outcomes.get(form.id) ?? 'repeated'))
      problem = 'the room stays busy'
      if (forms.length - outcomes.size < waiting.length) tries = 0
    } else {
      problem = posted.problem
      pauseMs = posted.retryAfterMs ?? pauseMs
    }
    await to.wait(pauseMs)
  }
  return err({ code: 'unreachable', message: `${to.url}: ${problem}, tried ${TRIES} times` })
}
/** Undefined = try again. A parked form (202) is kept by the server, so it was accepted. */
function outcomeOf(line) {
  if (!line || LATER.includes(line.status)) return undefined
  if (line.status === 200) return 'repeated'
  return line.status < 300 ? 'accepted' : { refused: line.problem?.code ?? String(line.status) }
}
async function post(forms, { url, token }) {
  try {
    const response = await fetch(new URL('/api/forms/batch', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ forms }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    if (LATER.includes(response.status) || response.status >= 502) {
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
      return { kind: 'later', problem: `answered ${response.status}`, ...(seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}) }
    }
    if (!response.ok) return { kind: 'refused', failure: failureOf(response.status, text) }
    const { answers } = Answers.parse(JSON.parse(text))
    if (answers.length !== forms.length) return { kind: 'later', problem: `${answers.length} answers to ${forms.length} forms` }
    return { kind: 'answered', answers }
  } catch (error) {
    return { kind: 'later', problem: wordsOf(error) }
  }
}
/** A refusal of the whole request in the server's own words; what stands between may answer something else than a problem document. */
export function failureOf(status, text) {
  const problem = Problem.safeParse(text.startsWith('{') ? JSON.parse(text) : undefined)
  return problem.success
    ? { code: problem.data.code, message: problem.data.detail }
    : { code: 'not-understood', message: `the server answered ${status}` }
}
/** fetch hides why it failed in `cause`. */
export function wordsOf(error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
