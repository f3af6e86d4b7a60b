import * as z from 'zod'
import { Count, Figures, Round } from './form.ts'
import { ContestId, RequestId, Seq, TpsId } from './ids.ts'
import { LinesText } from './whole-text.ts'

/** Free text a person wrote. */
export const FreeText = LinesText.min(3, 'give a reason of at least 3 characters').max(2000)

/** `POST /api/forms/{id}/move`: the form was sent for the wrong TPS. */
export const MoveForm = z.strictObject({ id: RequestId, to: TpsId, reason: FreeText })
export type MoveForm = z.infer<typeof MoveForm>

/** `POST /api/tps/{tps}/settle`: choose a report (`form`) or type the figures; `seen` is the room's seq on the person's screen. */
export const SettleTps = z
  .strictObject({
    id: RequestId,
    contest: ContestId,
    round: Round.default(1),
    figures: Figures.optional(),
    form: RequestId.optional(),
    reason: FreeText,
    seen: Seq,
  })
  .refine((body) => (body.figures === undefined) !== (body.form === undefined), 'give either figures or form, not both')
export type SettleTps = z.infer<typeof SettleTps>

/** PSU re-vote, PSL follow-up vote, PSSU recount (DOMAIN.md section 2). */
export const RoundKind = z.enum(['PSU', 'PSL', 'PSSU'])

/** `POST /api/rounds`: a further round of one TPS x contest. */
export const OrderRound = z.strictObject({ id: RequestId, tps: TpsId, contest: ContestId, kind: RoundKind, reason: FreeText })
export type OrderRound = z.infer<typeof OrderRound>

/** `POST /api/register/amend`: a TPS added or withdrawn, or its DPT corrected, on the day. */
export const AmendRegister = z
  .strictObject({
    id: RequestId,
    tps: TpsId,
    change: z.enum(['added', 'withdrawn', 'dpt-corrected']),
    dpt: Count.optional(),
    reason: FreeText,
  })
  .refine((body) => body.change !== 'dpt-corrected' || body.dpt !== undefined, { path: ['dpt'], message: 'give the corrected dpt' })
  .refine((body) => body.change !== 'withdrawn' || body.dpt === undefined, { path: ['dpt'], message: 'a withdrawn TPS takes no dpt' })
export type AmendRegister = z.infer<typeof AmendRegister>
