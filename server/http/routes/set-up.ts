import { ulid } from 'ulid'
import { z } from 'zod'
import { SetupAnswer } from '../../../shared/answers.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { hashPassword, Password } from '../../sign-in/passwords.ts'
import { addressOf } from '../caller.ts'
import { answer, noContent } from '../reply.ts'
import { route } from '../route.ts'
import { NAME_TAKEN } from './accounts.ts'
import { AccountName } from './people-words.ts'

const state = route({
  method: 'get',
  path: '/api/setup',
  summary: 'Whether the first administrator is still to be made, and whether an election is loaded',
  access: { kind: 'public' },
  answers: { 200: SetupAnswer },
  async handle({ services }) {
    const needed = (await services.store.people.accounts()).length === 0
    const election = services.rooms()?.election
    const told = election && { name: election.name, simulated: election.simulated }
    return answer(200, { needed, election: election !== undefined, ...told } satisfies SetupAnswer)
  },
})

const FirstAdministrator = z.strictObject({
  code: z.string().max(40),
  name: AccountName,
  password: Password,
  /** Where he administers before an election is loaded; loading another province's gives him that one too. */
  province: z
    .string()
    .regex(/^\d{2}$/, 'a province code has 2 digits')
    .default('64'),
})
const make = route<undefined, undefined, z.infer<typeof FirstAdministrator>>({
  method: 'post',
  path: '/api/setup',
  summary: 'Make the first administrator with the code that the console shows',
  access: { kind: 'public' },
  body: FirstAdministrator,
  answers: { 204: 'none' },
  async handle({ body, request, services }) {
    const { people } = services.store
    if ((await people.accounts()).length > 0) return err(refuse('already-done', 'there is an account already: sign in'))
    const waitS = await services.guessLimits.tried('set-up', addressOf(request))
    if (waitS !== undefined) return err(refuse('too-many', `too many tries; wait ${waitS} seconds`, { retryAfterS: waitS }))
    if (!services.setupCode.matches(body.code)) return err(refuse('forbidden', 'this is not the code that the console shows'))
    // Used before anything is awaited: two at once cannot both be the first.
    services.setupCode.used()
    const region = services.rooms()?.election.province ?? body.province
    const added = await people.addAccount({
      id: `account:${ulid()}`,
      name: body.name,
      grants: [{ role: 'administrator', region }],
      passwordHash: await hashPassword(body.password),
    })
    return added.ok ? noContent() : err(NAME_TAKEN)
  },
})

export const setUpRoutes = [state, make]
