import { connect, type Socket } from 'node:net'

export type Reply = { readonly status: number; readonly body: string }
/** One keep-alive connection with one request in flight: a load generator that costs a fraction of the server it loads. */
export class RawConnection {
  private socket: Socket
  private received = ''
  private waiting: ((reply: Reply) => void) | undefined
  private readonly head: string

  constructor(url: URL, path: string, token: string) {
    this.head = `POST ${path} HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: `
    this.socket = connect(Number(url.port), url.hostname)
    this.socket.setNoDelay(true)
    this.socket.setEncoding('latin1')
    this.socket.on('data', (chunk: string) => this.take(chunk))
    this.socket.on('error', (error) => this.answer({ status: 0, body: String(error) }))
    this.socket.on('close', () => this.answer({ status: 0, body: 'closed' }))
  }

  post(body: string): Promise<Reply> {
    return new Promise((resolve) => {
      this.waiting = resolve
      this.socket.write(`${this.head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private take(chunk: string): void {
    this.received += chunk
    const end = this.received.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.received.slice(0, end))?.[1])
    if (Number.isNaN(length)) return this.answer({ status: 0, body: 'an answer without its length' })
    if (this.received.length < end + 4 + length) return
    const reply = { status: Number(this.received.slice(9, 12)), body: this.received.slice(end + 4, end + 4 + length) }
    this.received = this.received.slice(end + 4 + length)
    this.answer(reply)
  }

  private answer(reply: Reply): void {
    const waiting = this.waiting
    this.waiting = undefined
    waiting?.(reply)
  }
}
