import { isCalled } from '../../called.ts'
import { tallyFacts, type TallyFacts } from './tally-facts.ts'
import type { Contest } from '../../../../shared/election.ts'
import type { RegionTally } from '../../../../shared/tally.ts'

/** One line of a table: a region below, or one whole contest of the overview. */
export type ResultRow = {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly contest: Contest
  /** Absent: does not vote, or not read yet. */
  readonly facts?: TallyFacts
}

export type SortKey = 'code' | 'name' | 'lead' | 'tps' | 'dpt' | 'findings' | 'invalid' | `votes-${number}`
export type Sort = { readonly key: SortKey; readonly down: boolean }
/** As the register has it; nothing jumps while figures arrive. */
export const USUAL: Sort = { key: 'code', down: false }

export const rowOf = (contest: Contest, tally: RegionTally, name: string): ResultRow => ({
  key: `${contest.region}/${tally.region}`,
  code: tally.region,
  name,
  contest,
  facts: tallyFacts(contest, tally),
})

/** Rows without figures stand last either way; equal ones by code, so that the order never depends on arrival. */
export function sorted(rows: readonly ResultRow[], { key, down }: Sort): ResultRow[] {
  const byCode = (a: ResultRow, b: ResultRow): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  const turn = down ? -1 : 1
  if (key === 'code') return rows.toSorted((a, b) => turn * byCode(a, b))
  if (key === 'name') return rows.toSorted((a, b) => turn * a.name.localeCompare(b.name, 'id', { numeric: true }) || byCode(a, b))
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a, key), valueOf(b, key)]
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined) || byCode(a, b)
    return turn * (x - y) || byCode(a, b)
  })
}

function valueOf({ facts }: ResultRow, key: Exclude<SortKey, 'code' | 'name'>): number | undefined {
  if (!facts) return undefined
  switch (key) {
    case 'lead':
      return isCalled(facts) ? facts.lead : undefined
    case 'tps':
      return facts.tally.tps.expected > 0 ? facts.tally.tps.counted / facts.tally.tps.expected : undefined
    case 'dpt':
      return facts.coverage
    case 'findings':
      return facts.findings
    case 'invalid':
      return facts.tally.invalid.n
    default:
      return facts.pairs.find(({ candidate }) => `votes-${candidate.number}` === key)?.votes
  }
}

/** The same head again turns the order; a figure starts with the largest, a name with A. */
export const nextSort = (sort: Sort, key: SortKey): Sort =>
  sort.key === key ? { key, down: !sort.down } : { key, down: key !== 'code' && key !== 'name' }

const KEY = /^(code|name|lead|tps|dpt|findings|invalid|votes-\d{1,2})$/
/** `urut=-lead` in the address. */
export function sortFrom(text: unknown): Sort {
  if (typeof text !== 'string') return USUAL
  const down = text.startsWith('-')
  const key = down ? text.slice(1) : text
  return KEY.test(key) ? { key: key as SortKey, down } : USUAL
}
export const sortText = ({ key, down }: Sort): string | undefined => (key === 'code' && !down ? undefined : `${down ? '-' : ''}${key}`)
