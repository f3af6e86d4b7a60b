import type { IncomingMessage } from 'node:http'
import { type Refusal, refuse } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/**
 * The body as JSON, at most `limit` bytes. Ours instead of a middleware: a refusal is a value here, the limit holds before
 * anything is kept, and a form costs no more than reading it. A compressed body is refused: it could not be bounded.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<Result<unknown, Refusal>> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json\b/i.test(type)) return err(refuse('invalid', 'send the body as Content-Type: application/json'))
  if (request.headers['content-encoding'] !== undefined) return err(refuse('invalid', 'send the body uncompressed'))
  const tooLarge = err(refuse('too-large', `at most ${limit.toLocaleString('en')} bytes; send less at once`))
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge
  const bytes = await readAll(request, limit)
  if (bytes === undefined) return tooLarge
  try {
    return ok(JSON.parse(bytes.toString('utf8')))
  } catch {
    return err(refuse('invalid', 'the body is no valid JSON', { errors: [{ path: '', code: 'json', message: 'no valid JSON' }] }))
  }
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
