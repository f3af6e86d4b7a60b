import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import express from 'express'
import { Server } from 'socket.io'
import type { Election } from '../../shared/election.ts'
import { PROTOCOL_VERSION, type ClientToServer, type ServerToClient } from '../../shared/wire.ts'
import { nightElection, registerAnswer, roomRows, type Stage } from './fake-night.ts'

/** A built client with a server that speaks the wire and counts nothing: for looking at screens without a count room behind them. */
export type WallHarness = {
  readonly base: string
  show(stage: Stage): void
  /** No sign of life any more, though the socket stays. */
  silence(silent: boolean): void
  access(kind: 'team' | 'guest' | 'none', region?: string): void
  close(): Promise<void>
}
type State = { stage: Stage; silent: boolean; access: 'team' | 'guest' | 'none'; region: string; seq: number; loaded: boolean }

const HASH = '0'.repeat(64)
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
/** 19.42 WITA on the night of 9 December 2020. */
const EVENING = Date.parse('2020-12-09T19:42:00+08:00')

export async function startWallHarness(
  dist: string,
  options: { stage?: Stage; aliveEveryMs?: number; loaded?: boolean; port?: number } = {},
): Promise<WallHarness> {
  const election: Election = nightElection()
  const state: State = {
    stage: options.stage ?? 'half',
    silent: false,
    access: 'team',
    region: '64',
    seq: 1,
    loaded: options.loaded ?? true,
  }
  const http = createServer(api(resolve(dist), election, state))
  const io = new Server<ClientToServer, ServerToClient>(http)
  const rooms = registerAnswer(election).regions.flatMap(({ code }) => (code.length === 4 ? [code] : []))
  const at = (): Record<string, number> => Object.fromEntries(rooms.map((room) => [room, state.seq]))
  io.on('connection', (socket) => {
    socket.on('hello', (_, answer) => answer({ ok: true, value: hello(election, state.loaded) }))
    socket.on('room:join', ({ room }, answer) =>
      answer({ ok: true, value: { kind: 'snapshot', seq: state.seq, hash: HASH, rows: roomRows(election, room, state.stage, EVENING) } }),
    )
    socket.on('room:leave', (_, answer) => answer({ ok: true, value: {} }))
  })
  const beat = setInterval(() => state.silent || io.emit('alive', { at: at() }), options.aliveEveryMs ?? 1_000)
  await new Promise<void>((ready) => http.listen(options.port ?? 0, '127.0.0.1', ready))
  return {
    base: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    show(stage) {
      state.stage = stage
      const from = state.seq++
      const deltas = rooms.map((room) => ({
        room: room as never,
        view: 'summary' as const,
        from,
        to: state.seq,
        hash: HASH,
        rows: roomRows(election, room, stage, EVENING),
      }))
      io.emit('frame', { rooms: deltas })
    },
    silence: (silent) => void (state.silent = silent),
    access: (kind, region = '64') => void Object.assign(state, { access: kind, region }),
    async close() {
      clearInterval(beat)
      await io.close()
    },
  }
}

const hello = ({ id, name, simulated }: Election, loaded: boolean) => ({
  protocol: PROTOCOL_VERSION,
  serverTime: new Date().toISOString(),
  ...(loaded ? { election: { id, name, simulated } } : {}),
  clock: { now: new Date(EVENING + 3_000).toISOString(), speed: 1 },
})

const problem = (code: string, status: number) => ({ type: `urn:kamar-hitung:problem:${code}`, title: code, status, code, detail: code })

function api(dist: string, election: Election, state: State): express.Express {
  const app = express()
  app.use((_, response, next) => {
    response.setHeader('Content-Security-Policy', POLICY)
    next()
  })
  app.get('/api/session', (_, response) => {
    if (state.access === 'none') return void response.status(204).end()
    const profile = state.access === 'guest' ? 'tamu' : 'dalam'
    response.json({ name: 'Layar', grants: [{ role: 'wall', region: state.region }], profile })
  })
  app.get('/api/register', (_, response) => {
    if (!state.loaded) return void response.status(404).type('application/problem+json').json(problem('not-found', 404))
    response.json(registerAnswer(election))
  })
  app.get('/api/boundaries', ({ query }, response) => {
    if (query['level'] !== 'regency') return void response.status(404).type('application/problem+json').json(problem('not-found', 404))
    response.json(JSON.parse(readFileSync('server/election/kaltim-outline.json', 'utf8')))
  })
  app.use(express.static(dist))
  app.get('/{*path}', (_, response) => response.sendFile(join(dist, 'index.html')))
  return app
}
