import { z } from 'zod'
import type { Account } from '../../../db/people.ts'
import { SessionAnswer } from '../../../shared/answers.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { deviceOf } from '../../sign-in/device.ts'
import { passwordMatches } from '../../sign-in/passwords.ts'
import { SESSION_COOKIE, sessionMsOf, shownBy } from '../../sign-in/sign-in.ts'
import { addressOf, isSecure } from '../caller.ts'
import { type Answered, answer, noContent } from '../reply.ts'
import { type Asked, route } from '../route.ts'
import { UNKNOWN_CALLER } from '../unknown-caller.ts'

const Credentials = z.strictObject({ name: z.string().trim().normalize('NFC').min(1).max(100), password: z.string().min(1).max(200) })

const open = route<undefined, undefined, z.infer<typeof Credentials>>({
  method: 'post',
  path: '/api/session',
  summary: 'Sign in; the answer sets a cookie for 8 hours, of a witness or field coordinator for 48',
  access: { kind: 'public' },
  body: Credentials,
  answers: { 204: 'none' },
  async handle(asked) {
    const { body, request, services } = asked
    const address = addressOf(request)
    const waitS = await services.guessLimits.tried(body.name, address)
    if (waitS !== undefined) return err(refuse('too-many', `too many tries; wait ${waitS} seconds`, { retryAfterS: waitS }))
    const found = await services.store.people.accountByName(body.name)
    const right = await passwordMatches(found?.passwordHash, body.password)
    if (!found || !right || found.account.disabled) return err(refuse('unauthenticated', 'the name or the password is wrong'))
    await services.guessLimits.succeeded(body.name, address)
    return signedIn(found.account, asked)
  },
})

const Asking = z.strictObject({ nobody: z.literal('204').optional() })
/** Before sign-in nobody is there, and a browser writes every 401 into its console: a page says that it counts on it. */
const read = route<undefined, z.infer<typeof Asking>>({
  method: 'get',
  path: '/api/session',
  summary: 'Who is signed in, and with which grants; with `nobody=204` it is no error when nobody is',
  access: { kind: 'public' },
  query: Asking,
  answers: { 200: SessionAnswer, 204: 'none' },
  async handle({ query: { nobody }, request, services }) {
    const who = await services.signIn.principal(shownBy(request.headers))
    if (who) return answer(200, { name: who.name, grants: [...who.grants], profile: who.profile } satisfies SessionAnswer)
    return nobody ? noContent() : err(UNKNOWN_CALLER)
  },
})

const close = route({
  method: 'delete',
  path: '/api/session',
  summary: 'Sign out; the session ends and so do its sockets',
  access: { kind: 'public' },
  answers: { 204: 'none' },
  async handle({ request, services }) {
    const { cookie: secret } = shownBy(request.headers)
    if (secret !== undefined) await services.signIn.close(secret)
    return noContent({ 'Set-Cookie': cookie('', 0, isSecure(request)) })
  },
})

export const sessionRoutes = [open, read, close]

/** Opens a session. A new id at every sign-in, and the one this browser had before ends: nobody can plant a session. */
export async function signedIn(
  { id, grants }: Pick<Account, 'id' | 'grants'>,
  { request, services }: Pick<Asked<unknown, unknown, unknown>, 'request' | 'services'>,
): Promise<Answered> {
  const before = shownBy(request.headers).cookie
  if (before !== undefined) await services.signIn.close(before)
  const lastsMs = sessionMsOf(grants)
  const secret = await services.signIn.open(id, deviceOf(request.headers['user-agent']), lastsMs)
  return noContent({ 'Set-Cookie': cookie(secret, lastsMs / 1000, isSecure(request)) })
}

const cookie = (secret: string, maxAgeS: number, secure: boolean): string =>
  `${SESSION_COOKIE}=${secret}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
