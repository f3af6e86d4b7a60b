import { parentOf } from '../../shared/ids.js'
import { areaNames, shortName } from './area-names.js'
/**
 * Every region the election speaks of, completed up to the province, ascending by code: those of TPS, contests, `notVoting` and
 * `given` (regions.csv). A name is the given one, else today's official one, else the code itself.
 */
export function regionTree(file, tps, given) {
  const codes = new Set([file.province])
  const addWithParents = (code) => {
    for (let next = code; next && !codes.has(next); next = parentOf(next)) codes.add(next)
  }
  for (const row of tps) addWithParents(row.tps.slice(0, 10))
  for (const contest of file.contests) addWithParents(contest.region)
  for (const code of [...file.notVoting, ...given.keys()]) addWithParents(code)
  const official = areaNames(file.province)
  return [...codes].toSorted().map((code) => given.get(code) ?? named(code, official.get(code) ?? code))
}
function named(code, name) {
  const short = shortName(name)
  return short === undefined ? { code, name } : { code, name, short }
}
