import { idOf, type BenchForm } from '../bench/forms.ts'
import { RawConnection } from './raw-http.ts'

/** What the senders of one server saw: ids whose acknowledgement arrived, and ids that were on their way when the line broke. */
export type Sent = {
  readonly acknowledged: Map<string, { room: string; seq: number; hash: string }>
  readonly unanswered: Map<string, string>
}

export const nothingSent = (): Sent => ({ acknowledged: new Map(), unanswered: new Map() })

/** `connections` senders in closed loops until `stopped()`; ids count on from `from`. Returns how many ids were used. */
export async function sendUntil(
  url: string,
  token: string,
  forms: readonly BenchForm[],
  from: number,
  connections: number,
  sent: Sent,
  stopped: () => boolean,
): Promise<number> {
  let n = from
  async function loop(): Promise<void> {
    const connection = new RawConnection(new URL(url), '/api/forms', token)
    while (!stopped()) {
      const id = idOf('K', n)
      const body = JSON.stringify({ id, ...forms[n++ % forms.length]! })
      sent.unanswered.set(id, body)
      const reply = await connection.post(body)
      if (reply.status === 0) break
      if (reply.status === 201 || reply.status === 200) {
        sent.acknowledged.set(id, (JSON.parse(reply.body) as { receipt: { room: string; seq: number; hash: string } }).receipt)
        sent.unanswered.delete(id)
      }
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: connections }, loop))
  return n
}
