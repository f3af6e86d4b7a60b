/**
 * Why nobody can vote on such a list; undefined when it can be, or when the kind of somebody on it is not readable.
 * Source: UU 10/2016 art. 54C: kolom kosong stands on the ballot against a single pair, and only there.
 */
export function impossibleBallot(candidates) {
  const places = (kind) => candidates.flatMap((candidate, place) => (candidate.kind === kind ? [place] : []))
  const [pairs, columns] = [places('pair'), places('empty-column')]
  if (candidates.length === 0 || pairs.length + columns.length < candidates.length) return undefined
  if (pairs.length === 0) return { at: [], code: 'no-pair', message: 'only kolom kosong stands here; name the pair it stands against' }
  if (columns.length > 1) return { at: columns.slice(1, 2), code: 'two-columns', message: 'a ballot has one kolom kosong at most' }
  if (pairs.length === 1 && columns.length === 0) {
    return { at: [], code: 'no-column', message: 'a single pair stands against kolom kosong: add it as a candidate of kind "empty-column"' }
  }
  if (pairs.length > 1 && columns.length > 0) {
    return {
      at: columns,
      code: 'column-among-pairs',
      message: `kolom kosong stands only against a single pair; here are ${pairs.length} pairs`,
    }
  }
  return undefined
}
