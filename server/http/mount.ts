import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Express } from 'express'
import { z } from 'zod'
import { invalid, type Refusal, refuse } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { permission, type Principal, scopesFor } from '../../shared/roles.ts'
import { type Shown, shownBy } from '../sign-in/sign-in.ts'
import { TOO_MANY } from './door-limits.ts'
import { isForeignWrite } from './origin.ts'
import { readBytes, readJson } from './read-json.ts'
import { type Answered, sendRefusal, sendReply } from './reply.ts'
import { type AnyRoute, BODY_LIMIT, type Parsed } from './route.ts'
import type { Services } from './services.ts'
import { UNKNOWN_CALLER } from './unknown-caller.ts'

/** Express adds what the path and the query say; a request that came past it has neither. */
type RoutedRequest = IncomingMessage & { readonly params?: unknown; readonly query?: unknown }

const NOBODY: Principal = { id: 'nobody', name: '', kind: 'person', grants: [], sources: [] }

/** Puts lines of the route table on the app, in their order. */
export function mount(app: Express, services: Services, routes: readonly AnyRoute[]): void {
  for (const line of routes) {
    app[line.method](line.path.replaceAll(/\{(\w+)\}/g, ':$1'), (request, response) => serve(line, services, request, response))
  }
}

/** Answers a request by its line of the table. Rejects on our own bugs only, and when the sender goes away. */
export async function serve(line: AnyRoute, services: Services, request: RoutedRequest, response: ServerResponse): Promise<void> {
  const answered = await judge(line, services, request)
  if (answered.ok) return sendReply(response, answered.value)
  line.refused?.(answered.error, services)
  sendRefusal(response, answered.error)
}

/** Who, may he at all, what does he say, may he here: in this order, so that a stranger learns nothing and costs nothing. */
async function judge(line: AnyRoute, services: Services, request: RoutedRequest): Promise<Answered> {
  const shown = (line.keyInQuery && keyOf(request)) || shownBy(request.headers)
  const found = line.access.kind === 'public' ? NOBODY : services.signIn.principal(shown)
  const who = found instanceof Promise ? await found : found
  if (!who) return err(UNKNOWN_CALLER)
  if (shown.token === undefined && isForeignWrite(request, services.config.origins)) {
    return err(refuse('forbidden', 'this page may not write here: its address is not the one of this server (KAMAR_ORIGIN)'))
  }
  if (line.access.kind === 'action' && scopesFor(who, line.access.action).length === 0) {
    return err(refuse('forbidden', `your role does not allow ${line.access.action}`))
  }
  if (line.access.kind === 'action' && !services.doorLimits.lets(who, line.access.action)) return err(TOO_MANY)
  const parsed = await parse(line, request)
  if (!parsed.ok) return parsed
  const outside = line.access.kind === 'action' && 'regions' in line.access && !within(line, who, parsed.value)
  if (outside) return err(refuse('not-found', 'nothing by that code in the regions you work in'))
  return line.handle({ ...parsed.value, who, request, services })
}

const Key = z.object({ key: z.string().max(100) })
function keyOf({ query }: RoutedRequest): Shown | undefined {
  const given = Key.safeParse(query)
  return given.success ? { token: given.data.key } : undefined
}

function within(line: AnyRoute, who: Principal, input: Parsed<unknown, unknown, unknown>): boolean {
  if (line.access.kind !== 'action' || !('regions' in line.access)) return true
  const { action, regions } = line.access
  return regions(input).every((region) => permission(who, action, region) === 'allowed')
}

async function parse(line: AnyRoute, request: RoutedRequest): Promise<Result<Parsed<unknown, unknown, unknown>, Refusal>> {
  const params = line.params?.safeParse(request.params)
  // A path that cannot be a code names nothing.
  if (params && !params.success) return err(refuse('not-found', invalid(params.error).detail))
  const query = line.query?.safeParse(request.query)
  if (query && !query.success) return err(invalid(query.error))
  if (line.takesFile) {
    const bytes = await readBytes(request, BODY_LIMIT[line.bodyLimit ?? 'file'])
    return bytes.ok ? ok({ params: params?.data, query: query?.data, body: bytes.value }) : bytes
  }
  if (!line.body) return ok({ params: params?.data, query: query?.data, body: undefined })
  const json = await readJson(request, BODY_LIMIT[line.bodyLimit ?? 'form'], line.partsIn)
  if (!json.ok) return json
  const body = line.body.safeParse(json.value)
  if (!body.success) return err(invalid(body.error))
  return ok({ params: params?.data, query: query?.data, body: body.data })
}
