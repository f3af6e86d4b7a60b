import {} from '../../shared/election.js'
import { sumTallies } from '../../shared/sum-tallies.js'
/** Rooms whose TPS count towards the region: its own, or all regencies below it that vote in the contest. The province room holds none. */
export const isTallied = (room, { region, contest }) =>
  room.id.length > 2 &&
  (region.length < 4 ? room.id.startsWith(region) : region.startsWith(room.id)) &&
  room.contests.some((c) => c.region === contest)
/** Undefined = no such region, or none in it votes in that contest. Every row says at which entry of its room it was read. */
export function tallyOf(rooms, query) {
  const involved = rooms.filter((room) => isTallied(room, query))
  const { children, ...one } = query
  if (query.region.length < 4) return provinceTally(involved, one, children)
  const [room] = involved
  const tally = room?.view.tally(one)
  if (!room || !tally) return undefined
  const at = { [room.id]: room.seq }
  return { ...tally, at, ...(children ? { rows: room.view.children(one).map((row) => ({ ...row, at })) } : {}) }
}
function provinceTally(rooms, query, children) {
  const parts = []
  for (const room of rooms) {
    const tally = room.view.tally({ ...query, region: room.id })
    if (tally) parts.push({ ...tally, at: { [room.id]: room.seq } })
  }
  const sum = sumTallies(query.region, parts.map(withoutPosition))
  if (!sum) return undefined
  const at = Object.fromEntries(rooms.map((room) => [room.id, room.seq]))
  return { ...sum, at, ...(children ? { rows: parts } : {}) }
}
function withoutPosition({ at: _at, rows: _rows, ...tally }) {
  return tally
}
