import { createHash, randomBytes } from 'node:crypto'
/** 256 bits from the system's generator, safe in a URL, a header and a cookie. */
export const newSecret = () => randomBytes(32).toString('base64url')
/** The only form in which a session or credential is kept. */
export const hashSecret = (secret) => createHash('sha256').update(secret).digest('hex')
