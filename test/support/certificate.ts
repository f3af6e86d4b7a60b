import { generateKeyPairSync, sign } from 'node:crypto'

/** One value of DER: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const [SEQUENCE, SET, INTEGER, BITS, OCTETS, OID, UTF8, UTC] = [0x30, 0x31, 0x02, 0x03, 0x04, 0x06, 0x0c, 0x17] as const
const oid = (hex: string): Buffer => der(OID, Buffer.from(hex, 'hex'))
const ECDSA_SHA256 = der(SEQUENCE, oid('2a8648ce3d040302'))
const pem = (name: string, bytes: Buffer): string =>
  `-----BEGIN ${name}-----\n${bytes.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END ${name}-----\n`

/** A certificate for localhost and 127.0.0.1 that signs itself, with its key, in PEM. Dates as `YYMMDDHHMMSSZ`. */
export function selfSigned(from = '200101000000Z', to = '491231235959Z'): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid('550403'), der(UTF8, Buffer.from('localhost')))))
  const names = der(SEQUENCE, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  const toBeSigned = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    ECDSA_SHA256,
    name,
    der(SEQUENCE, der(UTC, Buffer.from(from)), der(UTC, Buffer.from(to))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, der(SEQUENCE, oid('551d11'), der(OCTETS, names)))),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  const cert = der(SEQUENCE, toBeSigned, ECDSA_SHA256, der(BITS, Buffer.from([0]), signature))
  return { cert: pem('CERTIFICATE', cert), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}
