// The limit the feed is held against: a bare Socket.IO broadcast of one frame-sized message a second to the same number of sockets.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { now } from './child.ts'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
const message = (bytes: number) => ({ sentAt: now(), pad: 'x'.repeat(bytes) })
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
})
let timer: NodeJS.Timeout | undefined
process.on('message', ({ bytes, everyMs }: { bytes: number; everyMs: number }) => {
  clearInterval(timer)
  timer = setInterval(() => io.emit('frame', message(bytes)), everyMs)
})
process.once('SIGTERM', () => process.exit(0))
