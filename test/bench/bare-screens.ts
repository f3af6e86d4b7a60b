import { io } from 'socket.io-client'
import { now } from './child.ts'

const latencies: number[] = []
async function open(url: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, count - at) }, () => {
        const socket = io(url, { transports: ['websocket'], forceNew: true })
        socket.on('frame', (frame: { sentAt: number }) => latencies.push(now() - frame.sentAt))
        return new Promise((resolve) => socket.once('connect', () => resolve(undefined)))
      }),
    )
}
process.on('message', (message: { url: string; count: number } | 'tell') => {
  if (message === 'tell') return void process.send?.({ latencies })
  return void open(message.url, message.count).then(() => process.send?.({ ready: true }))
})
