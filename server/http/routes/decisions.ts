import { z } from 'zod'
import { ReceiptAnswer } from '../../../shared/answers.ts'
import { AmendRegister, MoveForm, OrderRound, SettleTps } from '../../../shared/commands.ts'
import { RequestId, TpsId } from '../../../shared/ids.ts'
import { type Refusal, refuse } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { permission } from '../../../shared/roles.ts'
import type { Command, CountRooms } from '../../room/rooms.ts'
import { type Answered, answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { NO_ELECTION } from './no-election.ts'

const answers = { 201: ReceiptAnswer, 200: ReceiptAnswer }

const FormPath = z.object({ id: RequestId })
const move = route<z.infer<typeof FormPath>, undefined, MoveForm>({
  method: 'post',
  path: '/api/forms/{id}/move',
  summary: 'The form was sent for the wrong TPS: move it, with its author and history',
  // Where it goes is in the body, where it lies only the room knows: both must be within the mover's regions.
  access: { kind: 'action', action: 'form:move', regions: ({ body }) => [body.to] },
  params: FormPath,
  body: MoveForm,
  answers,
  async handle({ params, body, who, services }) {
    const from = await whereFormLies(params.id, services.rooms())
    if (!from.ok) return from
    if (permission(who, 'form:move', from.value) !== 'allowed') return err(NO_SUCH_FORM)
    return submit({ kind: 'move', form: params.id, body }, who.id, services)
  },
})

const TpsPath = z.object({ tps: TpsId })
const settle = route<z.infer<typeof TpsPath>, undefined, SettleTps>({
  method: 'post',
  path: '/api/tps/{tps}/settle',
  summary: 'Decide which figures of a TPS count: choose a report or type them, with a reason',
  access: { kind: 'action', action: 'tps:settle', regions: ({ params }) => [params.tps] },
  params: TpsPath,
  body: SettleTps,
  answers,
  handle: ({ params, body, who, services }) => submit({ kind: 'settle', tps: params.tps, body }, who.id, services),
})

const round = route<undefined, undefined, OrderRound>({
  method: 'post',
  path: '/api/rounds',
  summary: 'Record a further round (PSU, PSL, PSSU) of one TPS x contest',
  access: { kind: 'action', action: 'round:order', regions: ({ body }) => [body.tps] },
  body: OrderRound,
  answers,
  handle: ({ body, who, services }) => submit({ kind: 'round', body }, who.id, services),
})

const amend = route<undefined, undefined, AmendRegister>({
  method: 'post',
  path: '/api/register/amend',
  summary: 'Add or withdraw a TPS, or correct its DPT, on the day',
  access: { kind: 'action', action: 'register:amend', regions: ({ body }) => [body.tps] },
  body: AmendRegister,
  answers,
  handle: ({ body, who, services }) => submit({ kind: 'amend', body }, who.id, services),
})

export const decisionRoutes = [move, settle, round, amend]

/** Answers with the receipt: 201, or 200 when this very request was taken before. */
export async function submit(command: Command, by: string, { rooms }: Services): Promise<Answered> {
  const accepted = (await rooms()?.submit(command, by)) ?? err(NO_ELECTION)
  if (!accepted.ok) return accepted
  return answer(accepted.value.repeated ? 200 : 201, { receipt: accepted.value.receipt })
}

const NO_SUCH_FORM = refuse('not-found', 'no such form in the regions you work in')

/** The TPS a durable form stands at now. */
async function whereFormLies(form: RequestId, rooms: CountRooms | undefined): Promise<Result<TpsId, Refusal>> {
  if (!rooms) return err(NO_ELECTION)
  const room = await rooms.roomOfForm(form)
  const tps = room && rooms.room(room)?.state.forms.get(form)?.tps
  return tps === undefined ? err(NO_SUCH_FORM) : ok(tps)
}
