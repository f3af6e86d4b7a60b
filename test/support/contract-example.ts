import { z } from 'zod'

/**
 * One example of the contract: who asks what, and the whole answer. Texts in angle brackets stand for what differs from run to
 * run (`<sha256>`, `<instant>`, `<text>`, `<number>`, `<any>`); `{{name}}` is what an earlier example kept.
 */
export const ContractExample = z.strictObject({
  name: z.string(),
  /** A role of the people below, `nobody`, or a kept cookie. */
  as: z.string(),
  request: z.strictObject({
    method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
    path: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
    /** A body that is no JSON goes out as it stands here. */
    text: z.string().optional(),
  }),
  answer: z.strictObject({ status: z.int(), headers: z.record(z.string(), z.string()).optional(), body: z.unknown().optional() }),
  /** Name -> where in the answer: `cookie`, `etag`, or a member of the body such as `id` or `items.0.id`. */
  keep: z.record(z.string(), z.string()).optional(),
})
export type ContractExample = z.infer<typeof ContractExample>

const STANDS_FOR: Readonly<Record<string, z.ZodType>> = {
  '<sha256>': z.string().regex(/^[0-9a-f]{64}$/),
  '<instant>': z.iso.datetime({ offset: true }),
  '<text>': z.string().min(1),
  '<number>': z.number(),
  '<any>': z.unknown(),
}

/** Where an answer is not as the example says; undefined = it is. */
export function differenceOf(expected: unknown, actual: unknown, path = 'body'): string | undefined {
  if (typeof expected === 'string' && STANDS_FOR[expected]) {
    return STANDS_FOR[expected].safeParse(actual).success ? undefined : `${path}: ${expected} and not ${JSON.stringify(actual)}`
  }
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    return expected === actual ? undefined : `${path}: ${JSON.stringify(expected)} and not ${JSON.stringify(actual)}`
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
  for (const key of keys) {
    const found = differenceOf((expected as Record<string, unknown>)[key], (actual as Record<string, unknown>)[key], `${path}.${key}`)
    if (found) return found
  }
  return undefined
}
