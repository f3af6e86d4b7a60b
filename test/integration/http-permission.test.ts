import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ulid } from 'ulid'
import { addCredential } from '../../server/http/routes/credentials.ts'
import type { AnyRoute } from '../../server/http/route.ts'
import { ROUTES } from '../../server/http/routes/table.ts'
import { type Action, type Grant, mayEver, Role, type WallProfile } from '../../shared/roles.ts'
import { type Answer, caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { keepPhoto } from '../support/pictures.ts'
import { type Made, permissionRequests, type RegionRequest, REGIONS, STATIONS } from '../support/permission-requests.ts'
import { startServer, type TestServer } from '../support/server.ts'

const GRANTED = ['64', '6472', '6471', '647201', '6472011001004']

let server: TestServer
let made: Made
let ask: ReturnType<typeof caller>

beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  made = await makeSomethingEverywhere()
})
afterAll(() => server.stop())

const guarded = ROUTES.flatMap((line) =>
  line.access.kind === 'action' ? [{ line, name: `${line.method} ${line.path}`, access: line.access }] : [],
)

test('[PM1] every request that a role guards is in the permission test', () => {
  expect(Object.keys(permissionRequests(made)).toSorted()).toEqual(guarded.map(({ name }) => name).toSorted())
})

describe.each(Role.options.filter((role) => role !== 'wall'))(
  '[PM2] request x role x region is answered as the one table says: %s',
  (role) => {
    test.each(GRANTED)('with a grant on %s', async (region) => {
      const token = await server.tokenFor([{ role, region }], ['api'])
      await walk(token, [{ role, region }])
    })
  },
)

describe('[PM3] a wall link reads its region; a guest wall reads nothing that runs, and none of them writes', () => {
  test.each(['dalam', 'tamu'] as const)('%s', async (profile) => {
    for (const region of ['64', '6472', '6471']) await walk(await server.wallLink(region, profile), [{ role: 'wall', region }], profile)
  })
})

const [VILLAGE_TPS] = STATIONS
const VILLAGE = VILLAGE_TPS.slice(0, 10)
describe('[PM4] who may not read single forms gets neither the tally of a TPS nor the rows of a village', () => {
  const tally = (token: string, region: string) => ask(token, 'GET', `/api/tally?contest=6472&region=${region}&children=1`)
  test.each(['administrator', 'field-coordinator', 'leader', 'machine', 'wall'] as const)('%s', async (role) => {
    const token = role === 'wall' ? await server.wallLink('64', 'dalam') : await server.tokenFor([{ role, region: '64' }])
    expect((await tally(token, VILLAGE_TPS)).body).toMatchObject({ status: 403, code: 'forbidden' })
    const village = await tally(token, VILLAGE)
    expect(village.body).toMatchObject({ region: VILLAGE })
    expect(village.body).not.toHaveProperty('rows')
    expect((await tally(token, VILLAGE.slice(0, 6))).body).toHaveProperty('rows')
  })
  test('a coordinator gets both', async () => {
    const token = await server.tokenFor([{ role: 'coordinator', region: '6472' }])
    expect((await tally(token, VILLAGE_TPS)).status).toBe(200)
    expect((await tally(token, VILLAGE)).body).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ region: VILLAGE_TPS })]),
    })
  })
  test('reading forms elsewhere does not help', async () => {
    const token = await server.tokenFor([
      { role: 'leader', region: '64' },
      { role: 'recap-witness', region: '6471' },
    ])
    expect((await tally(token, VILLAGE_TPS)).status).toBe(403)
    expect((await tally(token, VILLAGE)).body).not.toHaveProperty('rows')
  })
})

/** Asks everything and holds status and body against the grants. */
async function walk(token: string, grants: readonly Grant[], profile?: WallProfile): Promise<void> {
  const requests = permissionRequests(made)
  for (const { line, name, access } of guarded) {
    for (const request of requests[name] ?? []) {
      const answer = await ask(token, line.method.toUpperCase(), request.path, request.body)
      const asked = `${grants[0]?.role} on ${grants[0]?.region}: ${name} ${request.path}`
      const foreign = isPublicKnowledge(line) ? [] : foreignCodes(answer, grants, request)
      expect({ asked, verdict: verdictOf(line, answer), foreign }).toEqual({
        asked,
        verdict: expected(access.action, request, grants, profile),
        foreign: [],
      })
    }
  }
}

type Verdict = 'allowed' | 'forbidden' | 'not-found'
const PAST_PERMISSION = [200, 201, 202, 204, 409, 422]

/** The table once more, by hand: role and action first, then every region the request speaks about. */
function expected(action: Action, { regions, also, missing }: RegionRequest, grants: readonly Grant[], profile?: WallProfile): Verdict {
  const able = grants.filter(({ role }) => mayEver(role, action) && (profile !== 'tamu' || action === 'register:read'))
  if (able.length === 0) return 'forbidden'
  if (missing || !regions.every((region) => able.some((grant) => region.startsWith(grant.region)))) return 'not-found'
  const alsoAble = able.some(({ role }) => also === undefined || mayEver(role, also))
  return alsoAble ? 'allowed' : 'forbidden'
}

/** Whatever else was wrong with a request (a form that moved already, a head that is old), it got past permission. */
function verdictOf(line: AnyRoute, { status, body }: Answer): Verdict | `answered ${number}` {
  if (status === 404) return 'not-found'
  if (status === 403) return 'forbidden'
  const only = line.path === '/api/forms/batch' ? (body as { answers: { status: number }[] }).answers?.[0]?.status : undefined
  if (only === 404) return 'not-found'
  return PAST_PERMISSION.includes(status) ? 'allowed' : `answered ${status}`
}

/** Which TPS and regions exist is no secret; boundaries neither. */
const isPublicKnowledge = ({ access }: AnyRoute): boolean =>
  access.kind === 'action' && 'scoped' in access && access.scoped === 'not at all'

/** Codes in the answer that are neither within the grants nor a region around them, nor what was asked with. */
function foreignCodes({ text }: Answer, grants: readonly Grant[], request: RegionRequest): string[] {
  const codes = [...text.matchAll(/"(64(?:\d{2}|\d{4}|\d{8}|\d{11})?)"/g)].map((match) => match[1] ?? '')
  return codes.filter(
    (code) => !grants.some(({ region }) => code.startsWith(region) || region.startsWith(code)) && !JSON.stringify(request).includes(code),
  )
}

async function makeSomethingEverywhere(): Promise<Made> {
  const machine = await server.tokenFor([{ role: 'machine', region: '64' }])
  const form: Record<string, string> = {}
  const photo: Record<string, string> = {}
  for (const tps of STATIONS) {
    const id = ulid()
    const votes = tps.startsWith('6472') ? { '1': 100, '2': 60, '3': 10 } : { '1': 100, '2': 60 }
    const answer = await ask(machine, 'POST', '/api/forms', {
      id,
      tps,
      contest: tps.slice(0, 4),
      figures: { votes, valid: 180, invalid: 3 },
    })
    expect(answer.status).toBe(201)
    form[tps] = id
    photo[tps] = await keepPhoto(server, tps)
  }
  const account: Record<string, string> = {}
  const token: Record<string, string> = {}
  const wall: Record<string, string> = {}
  const invitation: Record<string, string> = {}
  const sheet: Record<string, string> = {}
  const head = await server.signIn('administrator')
  for (const region of REGIONS) {
    const id = (account[region] = `account:${ulid()}`)
    await server.store.people.addAccount({ id, name: `orang ${region}`, grants: [{ role: 'operator', region }], passwordHash: 'none' })
    token[region] = (await addCredential('token', { label: 'uji', grants: [{ role: 'operator', region }], sources: [] }, server)).id
    wall[region] = (
      await addCredential('wall', { label: 'uji', grants: [{ role: 'wall', region }], sources: [], profile: 'tamu' }, server)
    ).id
    sheet[region] = (await addCredential('sheet', { label: 'uji', grants: [{ role: 'sheet', region }], sources: [] }, server)).id
    const answer = await ask(head.cookie, 'POST', '/api/invitations', { label: 'uji', grants: [{ role: 'operator', region }] })
    invitation[region] = (answer.body as { id: string }).id
  }
  return { form, photo, account, token, wall, invitation, sheet }
}
