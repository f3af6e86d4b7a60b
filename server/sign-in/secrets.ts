import { createHash, randomBytes } from 'node:crypto'
import type { Sha256 } from '../../shared/ids.ts'

/** 256 bits from the system's generator, safe in a URL, a header and a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** The only form in which a session or credential is kept. */
export const hashSecret = (secret: string): Sha256 => createHash('sha256').update(secret).digest('hex')
