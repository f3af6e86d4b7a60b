import { z } from 'zod'
import { Problem } from '../../shared/refusal.ts'
import { SESSION_COOKIE } from '../sign-in/sign-in.ts'
import type { AnyRoute } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** OpenAPI 3.1 from the same schemas that parse the requests: the document cannot say something else than the server does. */
export function openApi(routes: readonly AnyRoute[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const line of routes) (paths[line.path] ??= {})[line.method] = operation(line)
  return {
    openapi: '3.1.0',
    info: { title: 'kamar-hitung', version, description: 'Codes are KPU digits without dots, times ISO 8601 with zone, ids ULIDs.' },
    paths,
    components: {
      schemas: { Problem: schema(Problem, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
    },
  }
}

function operation(line: AnyRoute): Json {
  const { access } = line
  return {
    summary: line.summary,
    ...(access.kind === 'public' ? { security: [] } : { security: [{ token: [] }, { session: [] }] }),
    ...(access.kind === 'action' ? { 'x-action': access.action } : {}),
    parameters: [...parameters(line.params, 'path'), ...parameters(line.query, 'query')],
    ...(line.takesFile ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    ...(line.body ? { requestBody: { required: true, content: { 'application/json': { schema: schema(line.body, 'input') } } } } : {}),
    responses: {
      ...Object.fromEntries(Object.entries(line.answers).map(([status, body]) => [status, response(Number(status), body)])),
      default: { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

function parameters(given: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!given) return []
  const { properties = {}, required = [] } = schema(given, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: one,
  }))
}

const WORDS: Readonly<Record<number, string>> = {
  200: 'Done, or done before',
  201: 'Recorded',
  202: 'Kept for a coordinator, not counted',
  204: 'Done',
  304: 'Not changed since that ETag',
}

function response(status: number, body: AnyRoute['answers'][number]): Json {
  const description = WORDS[status] ?? 'Answer'
  if (body === 'none') return { description }
  if (body === 'text') return { description, content: { 'text/plain': { schema: { type: 'string' } } } }
  if (body === 'file') return { description, content: { 'application/octet-stream': {} } }
  return { description, content: { 'application/json': { schema: schema(body, 'output') } } }
}

function schema(given: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(given, { io, unrepresentable: 'any' })
  return inlined(rest)
}

/** A schema that refers to itself says `#`; inside the document that would be the whole document. Its inner part is left open. */
function inlined(node: unknown): Json {
  const open = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(open)
    if (typeof value !== 'object' || value === null) return value
    if ((value as Json)['$ref'] === '#') return { type: 'object', description: 'the same again' }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, open(inner)]))
  }
  return open(node) as Json
}
