import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'
import { newSecret } from './secrets.js'
export const Password = z.string().min(10, 'a password has at least 10 characters').max(200)
/** argon2id with the package's defaults (19 MiB, 2 passes): OWASP's first choice, about 40 ms, off the main thread. */
export const hashPassword = (password) => hash(password)
let nobody
/** An unknown name costs as much time as a known one, so that the answer's time does not tell which names exist. */
export async function passwordMatches(passwordHash, password) {
  nobody ??= hashPassword(newSecret())
  const matches = await verify(passwordHash ?? (await nobody), password)
  return matches && passwordHash !== undefined
}
