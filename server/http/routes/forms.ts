import type { z } from 'zod'
import { BatchAnswer, FormAnswer } from '../../../shared/answers.ts'
import { type Basis, Form, FormBatch, type Source } from '../../../shared/form.ts'
import { invalid, type Refusal, refuse, STATUS, toProblem } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { permission, type Principal } from '../../../shared/roles.ts'
import type { Accepted } from '../../room/rooms.ts'
import { sourcesAt } from '../../sign-in/sign-in.ts'
import { hiddenKey } from '../read-json.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { NO_ELECTION } from './no-election.ts'

/** How an author of that source knows, unless his form says otherwise. */
const BASIS: Readonly<Record<Source, Basis>> = { witness: 'counted', desk: 'photo', workbook: 'paper', api: 'message', sms: 'message' }

const OUTCOME = { 201: 'new', 200: 'repeated', 202: 'parked' } as const

export const oneForm = route<undefined, undefined, Form>({
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
    services.metrics.formAccepted(OUTCOME[taken.value.status])
    return answer(taken.value.status, taken.value.answer)
  },
})

const batch = route<undefined, undefined, z.infer<typeof FormBatch>>({
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

type BatchLine = z.infer<typeof BatchAnswer>['answers'][number]

async function judgeOne(given: unknown, who: Principal, services: Services): Promise<BatchLine> {
  const form = parsed(given)
  const taken = form.ok ? await takeWithin(form.value, who, services) : form
  if (taken.ok) {
    services.metrics.formAccepted(OUTCOME[taken.value.status])
    return { status: taken.value.status, ...taken.value.answer }
  }
  services.metrics.formRefused(taken.error.code)
  return { status: STATUS[taken.error.code], problem: toProblem(taken.error) }
}

function parsed(given: unknown): Result<Form, Refusal> {
  const hidden = hiddenKey(given)
  if (hidden) return err(hidden)
  const form = Form.safeParse(given)
  return form.success ? ok(form.data) : err(invalid(form.error))
}

function takeWithin(form: Form, who: Principal, services: Services): Taken | Promise<Taken> {
  if (permission(who, 'form:report', form.tps) === 'allowed') return take(form, who, services)
  return err(refuse('not-found', 'no such TPS in the regions you work in'))
}

type Taken = Result<{ readonly status: 200 | 201 | 202; readonly answer: FormAnswer }, Refusal>

/** Fills in source and basis, hands the form to its room and words the answer for that person. */
async function take(form: Form, who: Principal, services: Services): Promise<Taken> {
  const rooms = services.rooms()
  if (!rooms) return err(NO_ELECTION)
  const sources = sourcesAt(who, form.tps)
  const source = form.source ?? sources[0]
  if (source === undefined || !sources.includes(source)) {
    return err(refuse('source-not-allowed', `you may report from: ${sources.join(', ') || 'no source'}`))
  }
  const body = { ...form, source, basis: form.basis ?? BASIS[source] }
  const answered = services.metrics.formTaken()
  const accepted = await rooms.submit({ kind: 'report', body }, who.id).finally(answered)
  if (!accepted.ok) return accepted
  const seesStanding = permission(who, 'form:see-standing', form.tps) === 'allowed'
  return ok({ status: statusOf(accepted.value), answer: formAnswer(accepted.value, seesStanding) })
}

const statusOf = ({ parked, repeated }: Accepted): 200 | 201 | 202 => (parked ? 202 : repeated ? 200 : 201)

const PARKED = {
  ...toProblem(refuse('unknown-tps', 'kept, not counted: a coordinator has to add this TPS to the register or move the form')),
  status: 202,
}

const formAnswer = (accepted: Accepted, seesStanding: boolean): FormAnswer => ({
  receipt: accepted.receipt,
  ...(seesStanding ? { standing: accepted.standing, findings: [...accepted.findings] } : {}),
  ...(accepted.parked ? { problem: PARKED } : {}),
})
