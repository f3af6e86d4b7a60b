import { z } from 'zod'
/** Polling station: the 10-digit village code followed by the 3-digit station number, as KPU publishes it. */
export const TpsId = z
  .string()
  .regex(/^\d{13}$/, 'a TPS code has 13 digits, without dots')
  .brand()
/** Region by KPU digits: province 2, regency 4, district 6, village 10. */
export const RegionCode = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{10})$/, 'a region code has 2, 4, 6 or 10 digits, without dots')
/** Where a grant holds: a region, or one TPS. */
export const ScopeCode = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{10}|\d{13})$/, 'a scope has 2, 4, 6, 10 or 13 digits, without dots')
/** A count room: one regency (4 digits) or what lies above the regencies (2 digits). */
export const RoomId = z
  .string()
  .regex(/^\d{2}(\d{2})?$/, 'a room is a province (2 digits) or a regency (4 digits)')
  .brand()
/** A contest is named by the region it elects for: `64` a governor, `6472` a mayor. */
export const ContestId = z
  .string()
  .regex(/^\d{2}(\d{2})?$/, 'a contest is its region: 2 or 4 digits')
  .brand()
/** ULID in its canonical upper case, made by the client; the same id twice is the same request. */
export const RequestId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'an id is a ULID: 26 characters 0-9 A-Z without I, L, O, U')
/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 has 64 lower-case hexadecimal digits')
export const Seq = z.int().min(0)
/** ISO 8601 with zone. */
export const Instant = z.iso.datetime({ offset: true, message: 'a time is ISO 8601 with its zone, e.g. 2020-12-09T15:12:00+08:00' })
const LEVELS = { 2: 'province', 4: 'regency', 6: 'district', 10: 'village', 13: 'tps' }
export function levelOf(code) {
  const level = LEVELS[code.length]
  if (!level) throw new Error(`assertion failed: ${code} is no region code`)
  return level
}
/** The next region up; a province has none. */
export function parentOf(code) {
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
export const roomOf = (code) => code.slice(0, 4)
/** True when `outer` is `inner` or a region around it. */
export const covers = (outer, inner) => inner.startsWith(outer)
