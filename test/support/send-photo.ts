import * as tus from 'tus-js-client'
import { sha256Of } from './pictures.ts'

export type Said = Record<string, string>
export const PHOTO_TPS = '6472011001004'

/** What an app says of a photo; right by default. */
export const said = (bytes: Buffer, more: Said = {}): Said => ({
  tps: PHOTO_TPS,
  contest: '6472',
  document: 'plano',
  page: '1',
  sha256: sha256Of(bytes),
  ...more,
})

export type Sending = { readonly base: string; readonly token: string; readonly chunkSize?: number; readonly url?: string }
export type SentPhoto = { readonly receipt: string | undefined; readonly url: string }

/** As the app does it; resolves with the last answer's receipt, rejects with status and body. */
export const sendPhoto = (bytes: Buffer, metadata: Said, { base, token, chunkSize = Infinity, url = '' }: Sending): Promise<SentPhoto> =>
  new Promise((resolve, reject) => {
    const upload: tus.Upload = new tus.Upload(bytes, {
      endpoint: `${base}/api/photos`,
      ...(url ? { uploadUrl: url } : {}),
      headers: { authorization: `Bearer ${token}` },
      metadata,
      chunkSize,
      retryDelays: null,
      onSuccess: ({ lastResponse }) => resolve({ receipt: lastResponse.getHeader('Kamar-Receipt'), url: upload.url ?? '' }),
      onError: (error) =>
        reject({
          status: 'originalResponse' in error ? error.originalResponse?.getStatus() : undefined,
          body: 'originalResponse' in error ? error.originalResponse?.getBody() : String(error),
        }),
    })
    upload.start()
  })
