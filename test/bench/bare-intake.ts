// The limit intake is held against: bare Express + zod + one group-committed SQLite insert per form, synchronous=FULL; no checks, no tally, no feed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import express from 'express'
import { Form } from '../../shared/form.ts'

const folder = mkdtempSync(join(tmpdir(), 'kamar-bare-'))
const db = new Database(join(folder, 'bare.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('create table entries (seq integer primary key, id text unique, body text)')
const insert = db.prepare('insert into entries (id, body) values (?, ?)')

type Waiting = { readonly form: Form; readonly answer: (seq: number) => void }
let waiting: Waiting[] = []
function commit(): void {
  const batch = waiting
  waiting = []
  db.exec('BEGIN IMMEDIATE')
  const seqs = batch.map(({ form }) => Number(insert.run(form.id, JSON.stringify(form)).lastInsertRowid))
  db.exec('COMMIT')
  batch.forEach(({ answer }, i) => answer(seqs[i]!))
}

const app = express()
app.use(express.json({ limit: '64kb' }))
app.post('/api/forms', (req, res) => {
  const parsed = Form.safeParse(req.body)
  if (!parsed.success) return void res.status(422).end()
  if (waiting.length === 0) setImmediate(commit)
  waiting.push({ form: parsed.data, answer: (seq) => void res.status(201).json({ receipt: { room: parsed.data.contest, seq } }) })
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
})
process.once('SIGTERM', () => {
  server.closeAllConnections()
  db.close()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
