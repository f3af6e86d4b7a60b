import type { Region } from '../../shared/election.ts'

/** `Kota Samarinda` -> `Samarinda`. */
export const bareName = (name: string): string => name.replace(/^(Kabupaten|Kab\.|Kota|Provinsi|Kecamatan)\s+/i, '')
/** The name for tight places: the register's short one, else the name less its kind. */
export const shortName = (region: Region): string => region.short ?? bareName(region.name)
