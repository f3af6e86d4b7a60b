import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { err, ok, type Result } from '../shared/result.ts'
import type { Config } from './config.ts'

export type Tls = { readonly cert: Buffer; readonly key: Buffer }
/** `warning` = browsers will complain, but a count must not stop for it. */
export type ReadTls = Tls & { readonly warning?: string }

/** Reads and tries certificate and key together; the error says by variable what to do. `nowMs` is epoch ms. */
export function readTls({ certFile, keyFile }: NonNullable<Config['tls']>, nowMs: number): Result<ReadTls, string> {
  const cert = readNamed('KAMAR_TLS_CERT', certFile)
  if (!cert.ok) return cert
  const key = readNamed('KAMAR_TLS_KEY', keyFile)
  if (!key.ok) return key
  const certificate = tried(() => new X509Certificate(cert.value))
  if (!certificate) return err(`KAMAR_TLS_CERT: ${certFile} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)`)
  const privateKey = tried(() => createPrivateKey(key.value))
  if (!privateKey) return err(`KAMAR_TLS_KEY: ${keyFile} holds no private key in PEM form, or one behind a password: write it out without`)
  if (!certificate.checkPrivateKey(privateKey)) return err(`KAMAR_TLS_KEY: ${keyFile} is not the key of the certificate in ${certFile}`)
  const files = { cert: cert.value, key: key.value }
  if (!tried(() => createSecureContext(files))) return err(`KAMAR_TLS_CERT: ${certFile} cannot be used: see that its whole chain is in it`)
  const warning = outOfDate(certificate, nowMs)
  return ok({ ...files, ...(warning ? { warning } : {}) })
}

function readNamed(variable: string, file: string): Result<Buffer, string> {
  try {
    return ok(readFileSync(file))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'this user may not read it' : `it cannot be read (${code})`
    return err(`${variable}: ${file}: ${why}`)
  }
}

/** What OpenSSL throws tells a person nothing; undefined = it threw. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

function outOfDate({ validFrom, validTo }: X509Certificate, nowMs: number): string | undefined {
  if (Date.parse(validTo) < nowMs) return `the certificate ended on ${validTo}: browsers will warn everybody`
  return Date.parse(validFrom) > nowMs ? `the certificate begins on ${validFrom}: until then browsers will warn everybody` : undefined
}
