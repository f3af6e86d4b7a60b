import type { RoomId } from '../shared/ids.ts'
import { err, ok, type Result } from '../shared/result.ts'
import { seal, type Tip } from './entry-hash.ts'
import type { AppendFailure, Draft, Entry } from './ledger.ts'

export type Append = { readonly room: RoomId; readonly after: number; readonly drafts: readonly Draft[] }
export type Appended = Result<readonly Entry[], AppendFailure>

/** One append against the newest entry of its room: its sealed entries, or why it is not to be written. `isKnown` = the id stands in any room. */
export function judgeAppend(election: string, tip: Tip, { room, after, drafts }: Append, isKnown: (id: string) => boolean): Appended {
  if (tip.seq !== after) return err({ kind: 'moved', head: { seq: tip.seq, hash: tip.hash } })
  const met = new Set<string>()
  const repeated = drafts.find(({ id }) => met.size === met.add(id).size || isKnown(id))
  return repeated ? err({ kind: 'duplicate', id: repeated.id }) : ok(seal(election, room, tip, drafts))
}
