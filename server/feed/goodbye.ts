import type { FeedSocket } from './on-request.ts'

/** RFC 6455: the endpoint goes away; here because its server stops. */
const GOING_AWAY = 1001

// Engine.IO closes without a code; the socket below it is where one can be given. A polling client has none.
type WebSocketBelow = { readonly socket?: { close(code: number, reason: string): void } }

/** Tells why and cuts the line, after which Socket.IO clients look for the server again. */
export function sayGoodbye({ conn }: Pick<FeedSocket, 'conn'>): void {
  ;(conn.transport as unknown as WebSocketBelow).socket?.close(GOING_AWAY, 'the server is stopping')
  conn.close(true)
}
