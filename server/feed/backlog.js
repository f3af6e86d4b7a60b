/** What may wait for one slow screen before it is let go: some twenty whole snapshots of a room. */
export const MAX_BACKLOG = 4 * 1024 * 1024
/** Bytes (characters, for text that waits to be encoded) that a socket has not taken yet. */
export function backlogOf(socket) {
  const { writeBuffer, transport } = socket.conn
  return writeBuffer.reduce((sum, packet) => sum + (packet.data?.length ?? 0), transport.socket?.bufferedAmount ?? 0)
}
