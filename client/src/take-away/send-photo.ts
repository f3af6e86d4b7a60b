import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { DetailedError, Upload } from 'tus-js-client'
import type { UploadMetadata } from '../../../shared/photo.ts'
import { Problem } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ApiFailure } from '../api.ts'

export type Sending = Omit<UploadMetadata, 'sha256' | 'derivedFrom' | 'origin'>

/**
 * Sends a photo so that a cut line costs nothing: it goes on where it was, also when the same photo is chosen again later. The hash is taken
 * here, without the browser's own cryptography, which a page without TLS does not have. `told` hears 0..1. Resolves with the receipt code.
 */
export async function sendPhoto(file: File, sending: Sending, told: (share: number) => void): Promise<Result<string, ApiFailure>> {
  const hash = bytesToHex(sha256(new Uint8Array(await file.arrayBuffer())))
  const metadata = Object.fromEntries(Object.entries({ ...sending, sha256: hash }).map(([key, value]) => [key, String(value)]))
  const fingerprint = `kamar-photo ${Object.values(metadata).join(' ')}`
  return new Promise((resolve) => {
    const upload = new Upload(file, {
      endpoint: '/api/photos',
      metadata,
      chunkSize: 256 * 1024,
      retryDelays: [0, 1000, 3000, 5000],
      removeFingerprintOnSuccess: true,
      fingerprint: () => Promise.resolve(fingerprint),
      onProgress: (sent, total) => told(total > 0 ? sent / total : 0),
      onSuccess: ({ lastResponse }) => resolve(ok(lastResponse.getHeader('Kamar-Receipt') ?? '')),
      onError: (error) => resolve(err(failureOf(error))),
      // What the server refused in words is not asked again.
      onShouldRetry: (error) => (error.originalResponse?.getStatus() ?? 0) >= 500 || !error.originalResponse,
    })
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous)
      upload.start()
    })
  })
}

function failureOf(error: Error): ApiFailure {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined
  try {
    const problem = Problem.safeParse(JSON.parse(body ?? ''))
    return problem.success ? { kind: 'refused', problem: problem.data } : { kind: 'unreachable' }
  } catch {
    return { kind: 'unreachable' }
  }
}
