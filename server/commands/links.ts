import { lanAddresses, originOfLinks } from '../http/lan-addresses.ts'
import { configFromEnvironment } from './data-folder.ts'
import { warn } from './say.ts'

/** Paths as whole links, as the server of this environment is reached; where other devices would not get there it is said, once. */
export function linksHere(): (path: string) => string {
  const { host, port, tls, origins } = configFromEnvironment()
  const lan = lanAddresses()
  const { origin, thisMachineOnly } = originOfLinks({ host, port, secure: tls !== undefined, origins }, lan)
  if (thisMachineOnly) {
    const [address] = lan
    const example = address === undefined ? '' : `, e.g. KAMAR_HOST=0.0.0.0 KAMAR_ORIGIN=http://${address}:${port}`
    warn(`${origin} holds on this computer only: set KAMAR_ORIGIN to the address others use${example}`)
  }
  return (path) => origin + path
}
