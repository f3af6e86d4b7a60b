import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { type Refusal, refuse } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { keyTwice } from '../json-keys.ts'

/**
 * The body as JSON, at most `limit` bytes. Ours instead of a middleware: a refusal is a value here, the limit holds before
 * anything is kept, and a form costs no more than reading it. A compressed body is refused: it could not be bounded. A key
 * `__proto__` is refused wherever it stands but in `apart`, the member whose parts are judged each on its own; one that stands twice in an
 * object is refused with the whole body, for nobody can say which of the two was meant.
 */
export async function readJson(request: IncomingMessage, limit: number, apart?: string): Promise<Result<unknown, Refusal>> {
  const type = request.headers['content-type'] ?? ''
  if (!JSON_IN_UTF8.test(type)) return err(refuse('invalid', 'send the body as Content-Type: application/json, in UTF-8'))
  const read = await readBytes(request, limit)
  if (!read.ok) return read
  const bytes = read.value
  // Decoding would put a replacement character in the place of what was written.
  if (!isUtf8(bytes))
    return err(refuse('invalid', 'the body is not UTF-8', { errors: [{ path: '', code: 'encoding', message: 'not UTF-8' }] }))
  try {
    const text = bytes.toString('utf8')
    const value: unknown = JSON.parse(text)
    const twice = keyTwice(text, value)
    if (twice !== undefined) return err(doubledKey(twice))
    const hidden = MAY_HIDE.test(text) ? hiddenKey(value, apart) : undefined
    return hidden === undefined ? ok(value) : err(hidden)
  } catch {
    return err(refuse('invalid', 'the body is no valid JSON', { errors: [{ path: '', code: 'json', message: 'no valid JSON' }] }))
  }
}

/** The body as it is, at most `limit` bytes. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Result<Buffer, Refusal>> {
  if (request.headers['content-encoding'] !== undefined) return err(refuse('invalid', 'send the body uncompressed'))
  const tooLarge = err(refuse('too-large', `at most ${limit.toLocaleString('en')} bytes; send less at once`))
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge
  const bytes = await readAll(request, limit)
  return bytes === undefined ? tooLarge : ok(bytes)
}

const JSON_IN_UTF8 = /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i
/** As it is written, or behind an escape: other bodies need no walk. */
const MAY_HIDE = /__proto__|\\u00/
const doubledKey = (path: string): Refusal =>
  refuse('invalid', `${path}: this key stands twice; send it once`, {
    errors: [{ path, code: 'key-twice', message: 'this key stands twice; send it once' }],
  })
const unknownKey = (path: string): Refusal =>
  refuse('invalid', `${path}: unknown key`, { errors: [{ path, code: 'unrecognized_keys', message: 'unknown key' }] })

/** The refusal of a key `__proto__`, which the schemas would drop without a word. `apart` = a member of the body that is not looked into. */
export function hiddenKey(body: unknown, apart?: string): Refusal | undefined {
  const path = pathOfProto(body, apart)
  return path === undefined ? undefined : unknownKey(path)
}

/** No recursion: a body may be nested as deep as it is long. */
function pathOfProto(body: unknown, apart: string | undefined): string | undefined {
  const open: { value: unknown; path: string }[] = [{ value: body, path: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue
    for (const [key, value] of Object.entries(next.value)) {
      const path = next.path === '' ? key : `${next.path}.${key}`
      if (key === '__proto__') return path
      if (path !== apart) open.push({ value, path })
    }
  }
  return undefined
}

/** Undefined = more than the limit; the rest is left to be drained with the answer. Rejects when the connection breaks. */
function readAll(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.byteLength
      if (size > limit) return resolve(undefined)
      parts.push(part)
    })
    request.once('end', () => resolve(parts.length === 1 ? parts[0] : Buffer.concat(parts)))
    request.once('error', reject)
    request.once('aborted', () => reject(new BrokenOff('the sender went away')))
  })
}

/** The sender went away before his request was complete: nobody is left to answer. */
export class BrokenOff extends Error {}
