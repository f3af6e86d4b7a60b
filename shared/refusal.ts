import * as z from 'zod'

/** The stable codes of CONTRACT.md with their HTTP status; the words beside them tell the person what to do. */
export const STATUS = {
  invalid: 422,
  empty: 422,
  'unknown-tps': 422,
  'unknown-contest': 422,
  'not-voting': 422,
  'source-not-allowed': 403,
  forbidden: 403,
  unauthenticated: 401,
  'not-found': 404,
  'id-reused': 409,
  'out-of-date': 409,
  'already-done': 409,
  'too-large': 413,
  'too-many': 429,
  /** Our own bug, never the sender's. */
  internal: 500,
  busy: 503,
  'disk-full': 507,
} as const
export type RefusalCode = keyof typeof STATUS

export const FieldError = z.strictObject({ path: z.string(), code: z.string(), message: z.string() })
export type FieldError = z.infer<typeof FieldError>

export type Refusal = {
  readonly code: RefusalCode
  readonly detail: string
  readonly errors?: readonly FieldError[]
  readonly retryAfterS?: number
}

/** `application/problem+json` (RFC 9457). */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(STATUS) as [RefusalCode, ...RefusalCode[]]),
  detail: z.string(),
  errors: z.array(FieldError).optional(),
})
export type Problem = z.infer<typeof Problem>

const TITLES: Record<RefusalCode, string> = {
  invalid: 'The request is not as described',
  empty: 'The form holds neither a vote nor a photo',
  'unknown-tps': 'This TPS is not in the register',
  'unknown-contest': 'This TPS does not vote in that contest',
  'not-voting': 'This region does not vote in this election',
  'source-not-allowed': 'This credential may not report from that source',
  forbidden: 'Not allowed for this role',
  unauthenticated: 'Sign in first',
  'not-found': 'Not found',
  'id-reused': 'This id belongs to another request',
  'out-of-date': 'Something changed in the meantime',
  'already-done': 'This was done before',
  'too-large': 'Too large',
  'too-many': 'Too many requests',
  internal: 'Something broke here',
  busy: 'The room is busy',
  'disk-full': 'The disk is full',
}

export const refuse = (code: RefusalCode, detail: string, more: Pick<Refusal, 'errors' | 'retryAfterS'> = {}): Refusal => ({
  code,
  detail,
  ...more,
})

/** Field names in words: `figures.votes.1: ...` first, so that a person sees at once what to mend. */
export function invalid(error: z.ZodError): Refusal {
  const errors = error.issues.slice(0, 50).map((issue) => ({
    path: [...issue.path.map(String), ...('keys' in issue ? issue.keys.slice(0, 1) : [])].join('.'),
    code: issue.code,
    message: issue.message,
  }))
  const first = errors[0]
  return refuse('invalid', first ? `${first.path || 'body'}: ${first.message}` : 'not understood', { errors })
}

export const toProblem = (refusal: Refusal): Problem => ({
  type: `urn:kamar-hitung:problem:${refusal.code}`,
  title: TITLES[refusal.code],
  status: STATUS[refusal.code],
  code: refusal.code,
  detail: refusal.detail,
  ...(refusal.errors ? { errors: [...refusal.errors] } : {}),
})
