import { canonicalJson } from '../../shared/canonical-json.ts'
import { roomOf, type RoomId } from '../../shared/ids.ts'
import type { Draft } from '../../db/ledger.ts'
import { openStore } from '../../db/open-store.ts'
import { usageOf } from './child.ts'
import { grouped, type Line } from './figures.ts'
import { idOf } from './forms.ts'
import { benchForms } from './intake.ts'
import { addToken, kamar, newFolder, removeFolder, startServer } from '../support/real-server.ts'

const BATCH = 2000
/** People and machines that report one TPS, each again and again: the newest of each counts. */
const AUTHORS = 6
/** Facts as the door would have written them, straight into the ledger: reports of every TPS, over and over. */
export async function fill(folder: string, facts: number): Promise<number> {
  const opened = await openStore(folder)
  if (!opened.ok) throw new Error('the folder is held by another process')
  const store = opened.value
  const byRoom = grouped(benchForms(), (form) => roomOf(form.tps))
  const share = facts / benchForms().length
  let written = 0
  for (const [room, forms] of byRoom) {
    let after = (await store.ledger.head(room)).seq
    const wanted = Math.round(forms.length * share)
    for (let at = 0; at < wanted; at += BATCH) {
      const drafts = Array.from({ length: Math.min(BATCH, wanted - at) }, (_, i): Draft => {
        const id = idOf(`E${room.slice(2)}`.slice(0, 2), Number(room) * 10_000_000 + at + i)
        const fact = {
          type: 'form.reported',
          version: 1,
          id,
          round: 1,
          source: 'witness',
          basis: 'counted',
          ...forms[(at + i) % forms.length]!,
        }
        return {
          by: `token:${Math.floor((at + i) / forms.length) % AUTHORS}`,
          id,
          requestHash: '0'.repeat(64),
          fact: canonicalJson(fact),
          at: new Date().toISOString(),
        }
      })
      const answer = await store.ledger.append(room as RoomId, after, drafts)
      if (!answer.ok) throw new Error(`not written: ${answer.error.kind}`)
      after += drafts.length
      written += drafts.length
    }
  }
  await store.close()
  return written
}

export async function coldStart(facts: number): Promise<Line[]> {
  const section = `Start-up, ${facts.toLocaleString('en')} facts`
  const folder = newFolder()
  kamar(folder, 'election', 'load', 'kaltim-2020')
  const token = addToken(folder)
  const empty = await startServer(folder, token)
  await empty.stop()
  const before = performance.now()
  const written = await fill(folder, facts)
  const perSecond = written / ((performance.now() - before) / 1000)
  const full = await startServer(folder, token)
  const rss = usageOf(full.pid).rssMb
  await full.stop()
  removeFolder(folder)
  return [
    { section, what: 'written straight into the ledger', value: perSecond, unit: 'facts/s' },
    { section, what: 'start with an empty ledger', value: empty.startMs, unit: 'ms' },
    {
      section,
      what: 'start, everything folded from the facts',
      value: full.startMs,
      unit: 'ms',
      ...(facts >= 1_000_000 ? { bar: '<= 10,000', met: full.startMs <= 10_000 } : {}),
    },
    { section, what: 'resident memory', value: rss, unit: 'MB' },
  ]
}
