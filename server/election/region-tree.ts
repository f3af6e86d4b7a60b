import type { ElectionFile, Region, RegisterTps } from '../../shared/election.ts'
import { parentOf } from '../../shared/ids.ts'
import { areaNames, shortName } from './area-names.ts'

/**
 * Every region the election speaks of, completed up to the province, ascending by code: those of TPS, contests, `notVoting` and
 * `given` (regions.csv). A name is the given one, else today's official one, else the code itself.
 */
export function regionTree(
  file: Pick<ElectionFile, 'province' | 'contests' | 'notVoting'>,
  tps: readonly Pick<RegisterTps, 'tps'>[],
  given: ReadonlyMap<string, Region>,
): Region[] {
  const codes = new Set<string>([file.province])
  const addWithParents = (code: string) => {
    for (let next: string | undefined = code; next && !codes.has(next); next = parentOf(next)) codes.add(next)
  }
  for (const row of tps) addWithParents(row.tps.slice(0, 10))
  for (const contest of file.contests) addWithParents(contest.region)
  for (const code of [...file.notVoting, ...given.keys()]) addWithParents(code)
  const official = areaNames(file.province)
  return [...codes].toSorted().map((code) => given.get(code) ?? named(code, official.get(code) ?? code))
}

function named(code: string, name: string): Region {
  const short = shortName(name)
  return short === undefined ? { code, name } : { code, name, short }
}
