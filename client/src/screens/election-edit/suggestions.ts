import type { ElectionDraft } from './election-draft.ts'

const LONGEST = 60
/** An election id made of its name: small letters, digits, hyphens; empty where nothing of the name can stand in one. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '')

/** Regencies and cities that the register names, in the order of their codes; lines that hold no TPS code are passed over. */
export function regenciesOf(csv: string): string[] {
  const codes = csv.split('\n').flatMap((line) => /(?<!\d)\d{13}(?!\d)/.exec(line.replaceAll('.', ''))?.[0].slice(0, 4) ?? [])
  return [...new Set(codes)].sort()
}

/** The first of the known regencies that votes and has no contest yet; empty when there is none, for a code that is there already helps nobody. */
export function nextRegion({ contests, notVoting }: ElectionDraft, regencies: readonly string[]): string {
  const taken = new Set([...contests.map(({ region }) => region), ...notVoting.replaceAll('.', '').split(/[,;\s]+/)])
  return regencies.find((code) => !taken.has(code)) ?? ''
}
