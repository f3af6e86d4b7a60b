import { networkInterfaces } from 'node:os'

/** A host that only this very machine can reach. */
export const isLoopback = (host: string): boolean => /^(127\.|localhost$|\[?::1\]?$)/.test(host)

/** IPv4 addresses under which other devices of the same network reach this machine; none while it is in no network. */
export const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((ones) => ones ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)

export type Listening = { readonly host: string; readonly port: number; readonly secure: boolean; readonly origins: readonly string[] }

/**
 * Addresses that a link may carry to other devices, the best first: those that were set up, else those of the network when the server
 * listens there. Empty = nobody but this machine comes in.
 */
export function originsForOthers({ host, port, secure, origins }: Listening, lan: readonly string[] = lanAddresses()): string[] {
  if (origins.length > 0) return [...origins]
  const scheme = secure ? 'https' : 'http'
  const hosts = isLoopback(host) ? [] : host === '0.0.0.0' || host === '::' ? lan : [host]
  return hosts.map((one) => `${scheme}://${one.includes(':') ? `[${one}]` : one}${port === (secure ? 443 : 80) ? '' : `:${port}`}`)
}

/** The address of a link made by a command: one for others where there is one, else that of this machine alone. */
export function originOfLinks(
  listening: Listening,
  lan?: readonly string[],
): { readonly origin: string; readonly thisMachineOnly: boolean } {
  const [origin] = originsForOthers(listening, lan)
  if (origin !== undefined) return { origin, thisMachineOnly: false }
  return { origin: `${listening.secure ? 'https' : 'http'}://localhost:${listening.port}`, thisMachineOnly: true }
}
