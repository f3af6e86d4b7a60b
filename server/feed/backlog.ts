import type { FeedSocket } from './on-request.ts'

/** What may wait for one slow screen before it is let go: some twenty whole snapshots of a room. */
export const MAX_BACKLOG = 4 * 1024 * 1024

// Engine.IO says only whether anything waits, not how much: these are the two places where it stands.
type Outgoing = {
  readonly writeBuffer: readonly { readonly data?: { readonly length: number } }[]
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } }
}

/** Bytes (characters, for text that waits to be encoded) that a socket has not taken yet. */
export function backlogOf(socket: Pick<FeedSocket, 'conn'>): number {
  const { writeBuffer, transport } = socket.conn as unknown as Outgoing
  return writeBuffer.reduce((sum, packet) => sum + (packet.data?.length ?? 0), transport.socket?.bufferedAmount ?? 0)
}
