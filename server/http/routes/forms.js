import { BatchAnswer, FormAnswer } from '../../../shared/answers.js'
import { Form, FormBatch } from '../../../shared/form.js'
import { invalid, refuse, STATUS, toProblem } from '../../../shared/refusal.js'
import { err, ok } from '../../../shared/result.js'
import { permission } from '../../../shared/roles.js'
import { sourcesOf } from '../../sign-in/sign-in.js'
import { hiddenKey } from '../read-json.js'
import { answer } from '../reply.js'
import { route } from '../route.js'
import { NO_ELECTION } from './no-election.js'
/** How an author of that source knows, unless his form says otherwise. */
const BASIS = { witness: 'counted', desk: 'photo', workbook: 'paper', api: 'message', sms: 'message' }
export const oneForm = route({
  method: 'post',
  path: '/api/forms',
  summary: 'Report the figures of one TPS x contest x round',
  access: { kind: 'action', action: 'form:report', regions: ({ body }) => [body.tps] },
  body: Form,
  answers: { 201: FormAnswer, 200: FormAnswer, 202: FormAnswer },
  refused: (refusal, { metrics }) => metrics.formRefused(refusal.code),
  async handle({ body, who, services }) {
    const taken = await take(body, who, services)
    if (!taken.ok) return taken
    services.metrics.formAccepted()
    return answer(taken.value.status, taken.value.answer)
  },
})
const batch = route({
  method: 'post',
  path: '/api/forms/batch',
  summary: 'Report up to 500 forms; each is judged on its own, the answers keep their order',
  access: { kind: 'action', action: 'form:report', scoped: 'by the route' },
  body: FormBatch,
  bodyLimit: 'batch',
  partsIn: 'forms',
  answers: { 200: BatchAnswer },
  async handle({ body, who, services }) {
    // All wait for the same commit: a batch costs one, not five hundred.
    const answers = await Promise.all(body.forms.map((form) => judgeOne(form, who, services)))
    return answer(200, { answers })
  },
})
export const intakeRoutes = [oneForm, batch]
async function judgeOne(given, who, services) {
  const form = parsed(given)
  const taken = form.ok ? await takeWithin(form.value, who, services) : form
  if (taken.ok) {
    services.metrics.formAccepted()
    return { status: taken.value.status, ...taken.value.answer }
  }
  services.metrics.formRefused(taken.error.code)
  return { status: STATUS[taken.error.code], problem: toProblem(taken.error) }
}
function parsed(given) {
  const hidden = hiddenKey(given)
  if (hidden) return err(hidden)
  const form = Form.safeParse(given)
  return form.success ? ok(form.data) : err(invalid(form.error))
}
function takeWithin(form, who, services) {
  if (permission(who, 'form:report', form.tps) === 'allowed') return take(form, who, services)
  return err(refuse('not-found', 'no such TPS in the regions you work in'))
}
/** Fills in source and basis, hands the form to its room and words the answer for that person. */
async function take(form, who, services) {
  const rooms = services.rooms()
  if (!rooms) return err(NO_ELECTION)
  const sources = sourcesAt(who, form.tps)
  const source = form.source ?? sources[0]
  if (source === undefined || !sources.includes(source)) {
    return err(refuse('source-not-allowed', `you may report from: ${sources.join(', ') || 'no source'}`))
  }
  const body = { ...form, source, basis: form.basis ?? BASIS[source] }
  const accepted = await rooms.submit({ kind: 'report', body }, who.id)
  if (!accepted.ok) return accepted
  const seesStanding = permission(who, 'form:see-standing', form.tps) === 'allowed'
  return ok({ status: statusOf(accepted.value), answer: formAnswer(accepted.value, seesStanding) })
}
/** Roles of a person that do not reach this TPS lend no source here; a token's own list holds wherever it may write. */
const sourcesAt = (who, tps) =>
  who.kind === 'person' ? sourcesOf(who.grants.filter((grant) => tps.startsWith(grant.region))) : who.sources
const statusOf = ({ parked, repeated }) => (parked ? 202 : repeated ? 200 : 201)
const PARKED = {
  ...toProblem(refuse('unknown-tps', 'kept, not counted: a coordinator has to add this TPS to the register or move the form')),
  status: 202,
}
const formAnswer = (accepted, seesStanding) => ({
  receipt: accepted.receipt,
  ...(seesStanding ? { standing: accepted.standing, findings: [...accepted.findings] } : {}),
  ...(accepted.parked ? { problem: PARKED } : {}),
})
