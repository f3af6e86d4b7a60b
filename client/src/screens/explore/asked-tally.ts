import type { Contest } from '../../../../shared/election.ts'
import type { Severity, Tally } from '../../../../shared/tally.ts'
import type { TallyRow } from '../../../../shared/wire.ts'
import type { RoomFacts } from './room-facts.ts'
import { tpsFacts, type Cell, type CellFindings, type TpsFacts } from './tps-facts.ts'

const GRAVEST_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'info']

/**
 * What `GET /api/tally?children=1` tells somebody who does not get the whole feed, in the same shape. Less is known: votes at stake,
 * unconfirmed findings and times are not told, and of a TPS only what its line in the village's tally says.
 */
export function askedFacts(tally: Tally, contest: Contest, clock: { readonly now?: number; readonly pollsClose: number }): RoomFacts {
  const regions = [tally, ...(tally.rows ?? []).filter(({ region }) => region.length < 13)]
  const stations = (tally.rows ?? []).filter(({ region, tps }) => region.length === 13 && tps.expected > 0)
  return {
    tallies: new Map(regions.map((one) => [one.region, rowOf(one)])),
    tps: stations.map((one) => stationOf(one, contest, clock)),
  }
}

function rowOf({ at: _at, rows: _rows, ...tally }: Tally): TallyRow {
  const { agreed = 0, settled = 0, challenged = 0 } = tally.composition
  return {
    kind: 'tally',
    key: `tally/${tally.contest}/${tally.region}`,
    seq: 0,
    tally,
    checked: { tps: agreed + settled + challenged, dpt: 0, votes: {} },
    stake: 0,
    unconfirmed: 0,
  }
}

function stationOf(tally: Tally, contest: Contest, clock: { readonly now?: number; readonly pollsClose: number }): TpsFacts {
  const knowledge = (Object.keys(tally.composition)[0] ?? 'none') as Cell['standing']['knowledge']
  const gravest = GRAVEST_FIRST.find((severity) => (tally.findings[severity] ?? 0) > 0)
  const total = Object.values(tally.findings).reduce((sum, n) => sum + n, 0)
  const findings: CellFindings = { total, stake: 0, gravest, confirmed: gravest }
  const cell: Cell = {
    round: tally.round,
    standing: { knowledge, proof: 'none' },
    ...(tally.tps.counted > 0 ? { votes: tally.votes, invalid: tally.invalid.n } : {}),
  }
  const dpt = tally.dpt.unknownTps > 0 ? undefined : tally.dpt.expected
  const facts = tpsFacts({ contest, station: { tps: tally.region as never, dpt }, cell, findings, clock })
  // When something of it last arrived is not told here, so neither is its silence.
  return { ...facts, silentMs: undefined }
}
