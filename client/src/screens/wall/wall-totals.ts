import { type Coverage, type RegionFacts } from './region-facts.ts'

export type WallTotals = {
  readonly dpt: Coverage
  readonly tps: Coverage
  /** Regions by what can be said of them; `waiting` = no form or held below half the coverage. */
  readonly ahead: number
  readonly close: number
  readonly behind: number
  readonly waiting: number
  readonly findings: number
  readonly unconfirmed: number
  readonly newest?: { readonly region: RegionFacts; readonly at: number }
  /** Nothing more is to come: silence is no failure then. */
  readonly allIn: boolean
  /** Where most registered voters are still to come, at most three; TPS without a known DPT have none and still are awaited. */
  readonly awaited: readonly { readonly region: RegionFacts; readonly voters: number; readonly tps: number }[]
}

const MOST_AWAITED = 3

/** A province's figures are the sum of its rooms' figures. */
export function wallTotals(regions: readonly RegionFacts[]): WallTotals {
  const voting = regions.filter((region) => region.standing !== 'tidak-ikut')
  const settled = voting.filter((region) => !region.held)
  const newest = voting.filter((region) => region.newest !== undefined).toSorted((a, b) => (b.newest ?? 0) - (a.newest ?? 0))[0]
  const awaited = voting
    .map((region) => ({ region, voters: region.dpt.expected - region.dpt.counted, tps: region.tps.expected - region.tps.counted }))
    .filter(({ tps }) => tps > 0)
    .toSorted((a, b) => b.voters - a.voters || b.tps - a.tps)
  const ahead = settled.filter(({ standing }) => standing === 'unggul-jelas' || standing === 'unggul-tipis').length
  const behind = settled.filter(({ standing }) => standing === 'tertinggal-jelas' || standing === 'tertinggal-tipis').length
  const close = settled.filter(({ standing }) => standing === 'ketat').length
  return {
    dpt: sum(voting.map(({ dpt }) => dpt)),
    tps: sum(voting.map(({ tps }) => tps)),
    ahead,
    close,
    behind,
    waiting: voting.length - ahead - close - behind,
    findings: voting.reduce((n, { findings }) => n + findings.total, 0),
    unconfirmed: voting.reduce((n, { findings }) => n + findings.unconfirmed, 0),
    ...(newest?.newest === undefined ? {} : { newest: { region: newest, at: newest.newest } }),
    allIn: awaited.length === 0 && voting.some(({ tps }) => tps.expected > 0),
    awaited: awaited.slice(0, MOST_AWAITED),
  }
}

const sum = (parts: readonly Coverage[]): Coverage =>
  parts.reduce((a, b) => ({ expected: a.expected + b.expected, counted: a.counted + b.counted, checked: a.checked + b.checked }), {
    expected: 0,
    counted: 0,
    checked: 0,
  })

/** Regions in the fixed order of their codes: a row is always found at the same place. */
export const inOrder = (regions: readonly RegionFacts[]): RegionFacts[] => regions.toSorted((a, b) => a.code.localeCompare(b.code))
