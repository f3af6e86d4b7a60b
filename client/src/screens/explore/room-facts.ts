import type { Contest } from '../../../../shared/election.ts'
import type { TallyRow, Row } from '../../../../shared/wire.ts'
import { tpsFacts, withFinding, type Cell, type CellFindings, type Station, type TpsFacts } from './tps-facts.ts'

/** One room in one contest: tallies by region, and its TPS in the order of the stations. */
export type RoomFacts = { readonly tallies: ReadonlyMap<string, TallyRow>; readonly tps: readonly TpsFacts[] }

type Given = {
  readonly contest: Contest
  /** Of this room, without the withdrawn ones; none while only the summary is here. */
  readonly stations: readonly Station[]
  readonly clock: { readonly now?: number; readonly pollsClose: number }
}

/** One pass over the room's rows and one over its stations; a TPS that is as it was `before`, of the same stations at the same time, is the same object. */
export function roomFacts(rows: ReadonlyMap<string, Row>, { contest, stations, clock }: Given, before?: RoomFacts): RoomFacts {
  const tallies = new Map<string, TallyRow>()
  const cells = new Map<string, Cell>()
  const findings = new Map<string, CellFindings>()
  for (const row of rows.values()) {
    switch (row.kind) {
      case 'tally':
        if (row.tally.contest === contest.region) tallies.set(row.tally.region, row)
        break
      case 'tps':
        if (row.cell.contest === contest.region) cells.set(row.cell.tps, row.cell)
        break
      case 'finding':
        if (row.finding.contest === contest.region)
          for (const tps of row.finding.subjects) findings.set(tps, withFinding(findings.get(tps), row.finding))
    }
  }
  const tps = stations.map((station, i) => {
    const [cell, found, old] = [cells.get(station.tps), findings.get(station.tps), before?.tps[i]]
    return old && old.cell === cell && isSame(old, found) ? old : tpsFacts({ contest, station, clock, cell, findings: found })
  })
  return { tallies, tps }
}

const isSame = (old: TpsFacts, found: CellFindings | undefined): boolean =>
  old.findings === (found?.total ?? 0) &&
  old.stake === (found?.stake ?? 0) &&
  old.gravest === found?.gravest &&
  old.confirmed === found?.confirmed

type Known = { readonly rows: ReadonlyMap<string, Row>; readonly asked: readonly unknown[]; readonly facts: RoomFacts }
/** The same answer for the same question: a room that nothing happened in is not folded again. */
export function rememberRooms(): (room: string, rows: ReadonlyMap<string, Row>, given: Given) => RoomFacts {
  const known = new Map<string, Known>()
  return (room, rows, given) => {
    const asked = [given.contest, given.stations, given.clock.now, given.clock.pollsClose]
    const before = known.get(room)
    const comparable = before?.asked.every((one, i) => one === asked[i])
    if (comparable && before?.rows === rows) return before.facts
    const facts = roomFacts(rows, given, comparable ? before?.facts : undefined)
    known.set(room, { rows, asked, facts })
    return facts
  }
}
