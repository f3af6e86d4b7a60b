import type { Contest, FormTemplate, Region } from '../../shared/election.ts'

/** `GET /api/register` (CONTRACT.md): the election as loaded, without its TPS. */
export type Register = {
  readonly election: {
    readonly id: string
    readonly name: string
    readonly date: string
    readonly timezone: string
    readonly pollsClose: string
    readonly province: string
    readonly simulated: boolean
  }
  readonly contests: readonly Contest[]
  readonly regions: readonly Region[]
  readonly notVoting: readonly string[]
  readonly form: FormTemplate
}

/** The name for tight places: `Kukar`; without one, the name less its kind (`Kota Samarinda` -> `Samarinda`). */
export const shortName = (region: Region): string => region.short ?? bareName(region.name)
export const bareName = (name: string): string => name.replace(/^(Kabupaten|Kab\.|Kota|Provinsi|Kecamatan)\s+/i, '')
