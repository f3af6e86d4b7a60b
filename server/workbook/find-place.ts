import type { Election } from '../../shared/election.ts'
import { plainTitle } from './guess-field.ts'

export type Village = { readonly code: string; readonly name: string; readonly district: string; readonly key: string }
export type Place = { readonly code: string; readonly name: string }

/** Villages and districts of one region by their names. Names are no keys: the same one may stand for several villages. */
export type Places = {
  district(name: string): Place | undefined
  /** Exactly written, within the district where one is known. */
  villages(name: string, district: string | undefined): readonly Village[]
  /** The nearest names, at most three; none where nothing is near. */
  near(name: string, district: string | undefined): Place[]
  nameOf(code: string): string
}

const KIND = /^(KECAMATAN|KEC|KELURAHAN|KEL|DESA|DS|KAMPUNG|KABUPATEN|KAB|KOTA|DISTRICT|VILLAGE) /

/** A place's name without its kind, in one spelling. */
export const placeKey = (name: string): string => plainTitle(name).replace(KIND, '').replaceAll(' ', '')

const NEAR_ENOUGH = 0.34
const NEAREST = 3
/** Of one name, and how many names are looked for: a file of a million different ones is no count room's. */
const LONGEST_NAME = 40
const MOST_NAMES = 300

export function placesOf({ regions }: Pick<Election, 'regions'>, region: string): Places {
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  const within = regions.filter(({ code }) => code.startsWith(region) || region.startsWith(code))
  const districts = new Map(within.filter(({ code }) => code.length === 6).map(({ code, name }) => [placeKey(name), { code, name }]))
  const villages = within
    .filter(({ code }) => code.length === 10)
    .map(({ code, name }): Village => ({ code, name, district: code.slice(0, 6), key: placeKey(name) }))
  const byKey = grouped(villages)
  const remembered = new Map<string, Place[]>()
  return {
    district: (name) => districts.get(placeKey(name)),
    villages: (name, district) => (byKey.get(placeKey(name)) ?? []).filter((one) => district === undefined || one.district === district),
    near(name, district) {
      const key = placeKey(name).slice(0, LONGEST_NAME)
      const asked = `${district ?? ''} ${key}`
      const known = remembered.get(asked)
      if (known || remembered.size >= MOST_NAMES) return known ?? []
      const found = villages
        .filter((one) => district === undefined || one.district === district)
        .map(({ code, name: own, key: other }) => ({ code, name: own, far: distance(key, other) / Math.max(key.length, other.length, 1) }))
        .filter(({ far }) => far <= NEAR_ENOUGH)
        .toSorted((a, b) => a.far - b.far)
        .slice(0, NEAREST)
        .map(({ code, name: own }) => ({ code, name: own }))
      remembered.set(asked, found)
      return found
    },
    nameOf: (code) => names.get(code) ?? code,
  }
}

function grouped(villages: readonly Village[]): Map<string, Village[]> {
  const byKey = new Map<string, Village[]>()
  for (const village of villages) byKey.set(village.key, [...(byKey.get(village.key) ?? []), village])
  return byKey
}

/** Letters to be changed, put in or left out (Levenshtein), one row of the table at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
