import { canonicalJson } from '../../shared/canonical-json.ts'
import type { FactOf } from '../../shared/facts.ts'
import { roomOf, type RoomId } from '../../shared/ids.ts'
import { hashOfRequestBehind } from '../../server/room/request-behind.ts'
import type { Draft } from '../../db/ledger.ts'
import { describeRefusal, openStore } from '../../db/open-store.ts'
import type { Place } from '../../db/place.ts'
import { usageOf } from './child.ts'
import { grouped, type Line } from './figures.ts'
import { idOf } from './forms.ts'
import { benchForms } from './intake.ts'
import { newFolder, prepareFolder, removeFolder, startServer } from '../support/real-server.ts'

const BATCH = 2000
/** People and machines that report one TPS, each again and again: the newest of each counts. */
const AUTHORS = 6
/** Facts as the door would have written them, straight into the ledger: reports of every TPS, over and over. */
export async function fill(place: Place, facts: number): Promise<number> {
  const opened = await openStore(place)
  if (!opened.ok) throw new Error(describeRefusal(opened.error))
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
          requestHash: hashOfRequestBehind(fact as FactOf<'form.reported'>, undefined) ?? '',
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

type Start = { readonly perSecond: number; readonly emptyMs: number; readonly fullMs: number; readonly rssMb: number }
/** A server on an empty ledger, then on one with so many facts; the place is removed afterwards. */
export async function startOn(place: Place, facts: number): Promise<Start> {
  const { token } = prepareFolder(undefined, place)
  const empty = await startServer(place, token)
  await empty.stop()
  const before = performance.now()
  const written = await fill(place, facts)
  const perSecond = written / ((performance.now() - before) / 1000)
  const full = await startServer(place, token)
  const { rssMb } = usageOf(full.pid)
  await full.stop()
  removeFolder(place)
  return { perSecond, emptyMs: empty.startMs, fullMs: full.startMs, rssMb }
}

export async function coldStart(facts: number): Promise<Line[]> {
  const section = `Start-up, ${facts.toLocaleString('en')} facts`
  const { perSecond, emptyMs, fullMs, rssMb } = await startOn(newFolder(), facts)
  return [
    { section, what: 'written straight into the ledger', value: perSecond, unit: 'facts/s' },
    { section, what: 'start with an empty ledger', value: emptyMs, unit: 'ms' },
    {
      section,
      what: 'start, everything folded from the facts',
      value: fullMs,
      unit: 'ms',
      ...(facts >= 1_000_000 ? { bar: '<= 10,000', met: fullMs <= 10_000 } : {}),
    },
    { section, what: 'resident memory', value: rssMb, unit: 'MB' },
  ]
}
