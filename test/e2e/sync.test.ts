import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '../bench/forms.ts'
import { benchForms } from '../bench/intake.ts'
import { RawConnection } from '../support/raw-http.ts'
import { prepareFolder, removeFolder, startServer } from '../support/real-server.ts'
import { nothingSent, sendUntil } from '../support/sent-forms.ts'

const hasStrace = spawnSync('strace', ['-V']).status === 0
if (!hasStrace) console.log('strace is not installed: the tests of the sync before the answer and of a slow disk are skipped')
const SLOW_FSYNC_MS = 500

/** The tracer writes its last lines after the server it watched has ended. */
async function finished(trace: string): Promise<string> {
  for (;;) {
    const text = readFileSync(trace, 'utf8')
    if (/\+\+\+ exited with \d+ \+\+\+\n$/.test(text)) return text
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe.skipIf(!hasStrace)('what is acknowledged is on the disk', () => {
  let prepared: { folder: string; token: string }
  const traces = mkdtempSync(join(tmpdir(), 'kamar-trace-'))
  beforeAll(() => {
    prepared = prepareFolder()
  })
  afterAll(() => {
    removeFolder(prepared.folder)
    rmSync(traces, { recursive: true, force: true })
  })

  test('[DU2] under strace, a sync ends before each answer is written', async () => {
    const trace = join(traces, 'sync')
    const options = ['-D', '-f', '--seccomp-bpf', '-s', '16', '-e', 'trace=fsync,fdatasync,write,writev,sendto,sendmsg', '-o', trace]
    const server = await startServer(prepared.folder, prepared.token, { under: ['strace', ...options] })
    const connection = new RawConnection(new URL(server.url), '/api/forms', prepared.token)
    const forms = benchForms()
    for (let n = 0; n < 25; n++) expect((await connection.post(JSON.stringify({ id: idOf('S', n), ...forms[n]! }))).status).toBe(201)
    connection.close()
    await server.stop()
    const events = (await finished(trace))
      .split('\n')
      .flatMap((line) => (/f(data)?sync(\(\d+\)| resumed>.*) += 0/.test(line) ? ['sync'] : line.includes('HTTP/1.1 201') ? ['answer'] : []))
    const answers = events.flatMap((event, at) => (event === 'answer' ? [at] : []))
    expect(answers).toHaveLength(25)
    answers.forEach((at, i) => expect(events.slice(i === 0 ? 0 : answers[i - 1]! + 1, at)).toContain('sync'))
  })

  test(`[DU3] with every fsync delayed by ${SLOW_FSYNC_MS} ms, sockets still tick and 100 forms a second are taken`, async () => {
    const options = [
      '-D',
      '-f',
      '--seccomp-bpf',
      '-o',
      '/dev/null',
      '-e',
      'trace=fsync,fdatasync',
      '-e',
      `inject=fsync,fdatasync:delay_exit=${SLOW_FSYNC_MS * 1000}`,
    ]
    const server = await startServer(prepared.folder, prepared.token, { under: ['strace', ...options] })
    const socket = io(server.url, { transports: ['websocket'], auth: { token: prepared.token } })
    await socket.emitWithAck('hello', {})
    const sent = nothingSent()
    const started = performance.now()
    const over = () => performance.now() - started > 6000
    const sending = sendUntil(server.url, prepared.token, benchForms().toReversed(), 100_000, 400, sent, over)
    const roundTrips: number[] = []
    while (!over()) {
      const before = performance.now()
      await socket.emitWithAck('hello', {})
      roundTrips.push(performance.now() - before)
      await new Promise((resolve) => setTimeout(resolve, 100)) // a pulse every 100 ms: 20 events a second are the bound of a socket
    }
    await sending
    socket.close()
    const perSecond = sent.acknowledged.size / ((performance.now() - started) / 1000)
    await server.stop()
    expect(perSecond).toBeGreaterThanOrEqual(100)
    expect(roundTrips.toSorted((a, b) => a - b)[Math.floor(roundTrips.length * 0.9)]).toBeLessThan(SLOW_FSYNC_MS / 2)
  })
})
