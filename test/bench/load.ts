// Sends forms over HTTP: as fast as `connections` closed loops allow, or at a steady `perSecond`.
import { now } from './child.ts'
import { idOf, type BenchForm } from './forms.ts'
import { RawConnection } from '../support/raw-http.ts'

export type LoadTask = {
  readonly url: string
  readonly token: string
  readonly path: string
  readonly stream: string
  readonly forms: readonly BenchForm[]
  readonly connections: number
  readonly seconds: number
  /** 0 = as fast as possible. */
  readonly perSecond: number
}
/** `at` = when the acknowledgement arrived, `ms` = how long it took. */
export type Acknowledged = { readonly room: string; readonly seq: number; readonly at: number; readonly ms: number }
export type LoadAnswer = {
  readonly acknowledged: readonly Acknowledged[]
  readonly refused: Readonly<Record<string, number>>
  readonly seconds: number
}

async function run(task: LoadTask): Promise<LoadAnswer> {
  const acknowledged: Acknowledged[] = []
  const refused: Record<string, number> = {}
  const started = now()
  const until = started + task.seconds * 1000
  let sent = 0
  const free = Array.from({ length: task.connections }, () => new RawConnection(new URL(task.url), task.path, task.token))
  const all = [...free]

  async function sendOne(connection: RawConnection): Promise<void> {
    const n = sent++
    const form = task.forms[n % task.forms.length]!
    const body = JSON.stringify({ id: idOf(task.stream, n), ...form })
    const before = now()
    const reply = await connection.post(body)
    const at = now()
    if (reply.status !== 201) refused[reply.status] = (refused[reply.status] ?? 0) + 1
    else {
      const { receipt } = JSON.parse(reply.body) as { receipt: { room: string; seq: number } }
      acknowledged.push({ room: receipt.room, seq: receipt.seq, at, ms: at - before })
    }
  }

  if (task.perSecond === 0) {
    await Promise.all(
      all.map(async (connection) => {
        while (now() < until) await sendOne(connection)
      }),
    )
  } else await steadily(task, free, started, until, () => sent, sendOne)
  for (const connection of all) connection.close()
  return { acknowledged, refused, seconds: (now() - started) / 1000 }
}

/** Open loop: what is due is sent, whether or not earlier answers are back. */
function steadily(
  task: LoadTask,
  free: RawConnection[],
  started: number,
  until: number,
  sent: () => number,
  sendOne: (connection: RawConnection) => Promise<void>,
): Promise<void> {
  let running = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const over = now() >= until
      const due = Math.floor(((Math.min(now(), until) - started) / 1000) * task.perSecond)
      while (sent() < due && free.length > 0) {
        const connection = free.pop()!
        running++
        void sendOne(connection).then(() => {
          running--
          free.push(connection)
        })
      }
      if (over && running === 0) {
        clearInterval(timer)
        resolve()
      }
    }, 2)
  })
}

process.on('message', (task: LoadTask) => {
  void run(task).then((answer) => process.send?.(answer))
})
