import * as z from 'zod'

/** Polling station: the 10-digit village code followed by the 3-digit station number, as KPU publishes it. */
export const TpsId = z
  .string()
  .regex(/^\d{13}$/, 'a TPS code has 13 digits, without dots')
  .brand<'TpsId'>()
export type TpsId = z.infer<typeof TpsId>

/** Region by KPU digits: province 2, regency 4, district 6, village 10. */
export const RegionCode = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{10})$/, 'a region code has 2, 4, 6 or 10 digits, without dots')
export type RegionCode = z.infer<typeof RegionCode>

/** Where a grant holds: a region, or one TPS. */
export const ScopeCode = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{10}|\d{13})$/, 'a scope has 2, 4, 6, 10 or 13 digits, without dots')
export type ScopeCode = z.infer<typeof ScopeCode>

/** A count room: one regency (4 digits) or what lies above the regencies (2 digits). */
export const RoomId = z
  .string()
  .regex(/^\d{2}(\d{2})?$/, 'a room is a province (2 digits) or a regency (4 digits)')
  .brand<'RoomId'>()
export type RoomId = z.infer<typeof RoomId>

/** A contest is named by the region it elects for: `64` a governor, `6472` a mayor. */
export const ContestId = z
  .string()
  .regex(/^\d{2}(\d{2})?$/, 'a contest is its region: 2 or 4 digits')
  .brand<'ContestId'>()
export type ContestId = z.infer<typeof ContestId>

/** ULID in its canonical upper case, made by the client; the same id twice is the same request. */
export const RequestId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'an id is a ULID: 26 characters 0-9 A-Z without I, L, O, U')
export type RequestId = z.infer<typeof RequestId>

/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 has 64 lower-case hexadecimal digits')
export type Sha256 = z.infer<typeof Sha256>

export const Seq = z.int().min(0)
export type Seq = z.infer<typeof Seq>

/** ISO 8601 with zone. */
export const Instant = z.iso.datetime({ offset: true, message: 'a time is ISO 8601 with its zone, e.g. 2020-12-09T15:12:00+08:00' })
export type Instant = z.infer<typeof Instant>

export type Level = 'province' | 'regency' | 'district' | 'village' | 'tps'
const LEVELS: Readonly<Record<number, Level>> = { 2: 'province', 4: 'regency', 6: 'district', 10: 'village', 13: 'tps' }

export function levelOf(code: string): Level {
  const level = LEVELS[code.length]
  if (!level) throw new Error(`assertion failed: ${code} is no region code`)
  return level
}

/** The next region up; a province has none. */
export function parentOf(code: string): string | undefined {
  switch (levelOf(code)) {
    case 'tps':
      return code.slice(0, 10)
    case 'village':
      return code.slice(0, 6)
    case 'district':
      return code.slice(0, 4)
    case 'regency':
      return code.slice(0, 2)
    case 'province':
      return undefined
  }
}

/** A TPS belongs to exactly one room: its regency's. */
export const roomOf = (code: string): RoomId => code.slice(0, 4) as RoomId

/** True when `outer` is `inner` or a region around it. */
export const covers = (outer: string, inner: string): boolean => inner.startsWith(outer)
