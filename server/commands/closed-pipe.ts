type Stream = Pick<NodeJS.WriteStream, 'on' | 'removeAllListeners'>
const isClosedPipe = (error: Error): boolean => (error as NodeJS.ErrnoException).code === 'EPIPE'

/** Whoever read along has left (`| head`): the command ends quietly, through its exit handlers. Any other error stays one. */
export function endWithReader(streams: readonly Stream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) {
    stream.on('error', (error: Error) => {
      if (!isClosedPipe(error)) throw error
      process.exit(process.exitCode ?? 0)
    })
  }
}

/** A count does not stop because its console was closed. */
export function outliveReader(streams: readonly Stream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) {
    stream.removeAllListeners('error')
    stream.on('error', (error: Error) => {
      if (!isClosedPipe(error)) throw error
    })
  }
}
