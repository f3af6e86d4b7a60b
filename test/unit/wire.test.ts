import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { notices, PROTOCOL_VERSION, requests } from '../../shared/wire.ts'

/** Everything a socket may carry, as JSON Schema; what a schema only refuses in words (`refine`) is not in it. */
function wire(): unknown {
  const schema = (type: z.ZodType): unknown => z.toJSONSchema(type, { unrepresentable: 'any' })
  const asked = Object.entries(requests).map(([name, { payload, reply }]) => [name, { payload: schema(payload), reply: schema(reply) }])
  const told = Object.entries(notices).map(([name, notice]) => [name, schema(notice)])
  return { requests: Object.fromEntries(asked), notices: Object.fromEntries(told) }
}

test('[WR1] a change of the wire is decided on: schemas and protocol number are pinned here together', () => {
  const hash = createHash('sha256').update(canonicalJson(wire())).digest('hex').slice(0, 16)
  expect({ PROTOCOL_VERSION, hash }).toEqual({ PROTOCOL_VERSION: 1, hash: '7b10931c7d53a553' })
})
