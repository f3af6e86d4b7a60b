import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import { attachFeed, type Feed } from '../../server/feed/feed.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import type { Principal } from '../../shared/roles.ts'
import type { ClientToServer, ServerToClient } from '../../shared/wire.ts'
import { aClock, quietLog } from './count-room.ts'

export type Screen = Socket<ServerToClient, ClientToServer>

export const principal = (role: Principal['grants'][number]['role'], region: string, more: Partial<Principal> = {}): Principal => ({
  id: `account:${role}-${region}`,
  name: role,
  kind: 'person',
  grants: [{ role, region }],
  sources: [],
  ...more,
})

/** The real feed on a real HTTP server of its own; `people` answer to their key as token. */
export async function aFeed(rooms: () => CountRooms | undefined, people: Map<string, Principal>) {
  const http = createServer((_request, response) => response.writeHead(404).end())
  const warnings: string[] = []
  const feed: Feed = attachFeed(http, {
    rooms,
    authenticate: ({ auth }) => people.get(String(auth['token'])),
    clock: aClock,
    origins: ['https://hitung.example'],
    log: { ...quietLog, warn: (_about: unknown, words?: string) => warnings.push(words ?? '') },
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const screens: Screen[] = []
  return {
    feed,
    url,
    warnings,
    open(token: string, options: Partial<ManagerOptions & SocketOptions> = {}): Screen {
      const screen: Screen = io(url, { transports: ['websocket'], auth: { token }, forceNew: true, reconnectionDelay: 10, ...options })
      screens.push(screen)
      return screen
    },
    async close(): Promise<void> {
      for (const screen of screens) screen.close()
      feed.close()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** The next notice, or the next change of the line. */
export const once = <T = unknown>(screen: Screen, event: string): Promise<T> =>
  new Promise((resolve) => {
    // Socket.IO's types know no event by a name that is passed in.
    const untyped = screen as unknown as { once(event: string, heard: (about: T) => void): void }
    untyped.once(event, resolve)
  })
