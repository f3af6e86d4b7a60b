import { z } from 'zod'
import type { Session } from '../../../db/people.ts'
import { DevicesAnswer, type DeviceView } from '../../../shared/people-answers.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { hashPassword, Password, passwordMatches } from '../../sign-in/passwords.ts'
import { sessionIdOf, shownBy } from '../../sign-in/sign-in.ts'
import { addressOf } from '../caller.ts'
import { type Answered, answer, noContent } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { managedAccount } from './accounts.ts'
import { signedIn } from './session.ts'

const DeviceId = z.string().regex(/^[0-9a-f]{16}$/, 'a device id has 16 hexadecimal digits')
const Own = z.object({ device: DeviceId })
const OfPerson = z.object({ id: z.string().max(60) })
const OneOfPerson = OfPerson.extend({ device: DeviceId })

const own = route({
  method: 'get',
  path: '/api/devices',
  summary: 'Where one is signed in oneself',
  access: { kind: 'signed-in' },
  answers: { 200: DevicesAnswer },
  async handle({ who, request, services }) {
    const { cookie } = shownBy(request.headers)
    return devices(who.id, services, cookie === undefined ? undefined : sessionIdOf(cookie))
  },
})

const endOwn = route<z.infer<typeof Own>>({
  method: 'delete',
  path: '/api/devices/{device}',
  summary: 'Sign out one of one\u2019s own devices; its sockets end',
  access: { kind: 'signed-in' },
  params: Own,
  answers: { 204: 'none' },
  handle: ({ params, who, services }) => endOne(who.id, params.device, services),
})

const endAllOwn = route({
  method: 'delete',
  path: '/api/devices',
  summary: 'Sign out everywhere, this device included',
  access: { kind: 'signed-in' },
  answers: { 204: 'none' },
  handle: ({ who, services }) => endAll(who.id, services),
})

const NewPassword = z.strictObject({ current: z.string().min(1).max(200), password: Password })
const changePassword = route<undefined, undefined, z.infer<typeof NewPassword>>({
  method: 'post',
  path: '/api/password',
  summary: 'Change one\u2019s own password; every other device is signed out',
  access: { kind: 'signed-in' },
  body: NewPassword,
  answers: { 204: 'none' },
  async handle(asked) {
    const { body, who, request, services } = asked
    if (who.kind !== 'person') return err(refuse('forbidden', 'a token or a wall link has no password'))
    const address = addressOf(request)
    const waitS = await services.guessLimits.tried(who.name, address)
    if (waitS !== undefined) return err(refuse('too-many', `too many tries; wait ${waitS} seconds`, { retryAfterS: waitS }))
    const found = await services.store.people.accountByName(who.name)
    if (!(await passwordMatches(found?.passwordHash, body.current))) return err(WRONG_PASSWORD)
    await services.guessLimits.succeeded(who.name, address)
    const changed = await services.accountChanges.change(who.id, { passwordHash: await hashPassword(body.password) })
    if (!changed.ok) return err(refuse('not-found', 'this account is gone'))
    services.signIn.ended(who.id)
    return signedIn(who, asked)
  },
})

const ofPerson = route<z.infer<typeof OfPerson>>({
  method: 'get',
  path: '/api/accounts/{id}/devices',
  summary: 'Where a person is signed in',
  access: { kind: 'action', action: 'people:oversee', scoped: 'by the route' },
  params: OfPerson,
  answers: { 200: DevicesAnswer },
  async handle({ params: { id }, who, services }) {
    const account = await managedAccount(id, who, services)
    return account.ok ? devices(id, services) : account
  },
})

const endOneOfPerson = route<z.infer<typeof OneOfPerson>>({
  method: 'delete',
  path: '/api/accounts/{id}/devices/{device}',
  summary: 'Sign out one device of a person; his sockets end',
  access: { kind: 'action', action: 'people:oversee', scoped: 'by the route' },
  params: OneOfPerson,
  answers: { 204: 'none' },
  async handle({ params: { id, device }, who, services }) {
    const account = await managedAccount(id, who, services)
    return account.ok ? endOne(id, device, services) : account
  },
})

const endAllOfPerson = route<z.infer<typeof OfPerson>>({
  method: 'delete',
  path: '/api/accounts/{id}/devices',
  summary: 'Sign a person out everywhere; sessions and sockets end',
  access: { kind: 'action', action: 'people:oversee', scoped: 'by the route' },
  params: OfPerson,
  answers: { 204: 'none' },
  async handle({ params: { id }, who, services }) {
    const account = await managedAccount(id, who, services)
    return account.ok ? endAll(id, services) : account
  },
})

export const deviceRoutes = [own, endOwn, endAllOwn, changePassword, ofPerson, endOneOfPerson, endAllOfPerson]

const WRONG_PASSWORD = refuse('invalid', 'current: this is not your password', {
  errors: [{ path: 'current', code: 'wrong', message: 'this is not your password' }],
})

async function devices(account: string, { store }: Services, current?: string): Promise<Answered> {
  const sessions = await store.people.sessionsOf(account, Date.now())
  return answer(200, { items: sessions.map((session) => viewOf(session, current)) })
}

async function endOne(account: string, device: string, { store, signIn }: Services): Promise<Answered> {
  if (!(await store.people.closeSessionOf(account, device))) return err(refuse('not-found', 'no such device is signed in'))
  signIn.ended(account)
  return noContent()
}

async function endAll(account: string, { store, signIn }: Services): Promise<Answered> {
  await store.people.closeSessionsOf(account)
  signIn.ended(account)
  return noContent()
}

const viewOf = ({ id, device, createdAtMs, lastSeenAtMs }: Session, current: string | undefined): DeviceView => ({
  id,
  device,
  since: new Date(createdAtMs).toISOString(),
  lastSeen: new Date(lastSeenAtMs).toISOString(),
  ...(id === current ? { current: true } : {}),
})
