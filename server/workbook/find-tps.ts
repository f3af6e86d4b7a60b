import type { TpsId } from '../../shared/ids.ts'
import type { StationState } from '../../shared/room-state.ts'
import type { CellProblem, RowNote, WorkbookMapping } from '../../shared/workbook.ts'
import { readCode } from '../election/read-code.ts'
import { textOf } from './cells.ts'
import { type Place, placeKey, type Places } from './find-place.ts'
import type { RawRow } from './read-rows.ts'

export type PlaceProblem = { readonly at: string; readonly code: CellProblem; readonly found: string; readonly near?: readonly Place[] }
export type FoundTps = { readonly tps: TpsId; readonly notes: readonly RowNote[] } | { readonly problem: PlaceProblem }

export type Register = {
  readonly region: string
  readonly places: Places
  /** Names that the person said stand for a village. */
  readonly aliases: WorkbookMapping['places']
  readonly stations: ReadonlyMap<TpsId, StationState>
}

/**
 * Which TPS a row is of: by its code where it holds one that is whole, else by village and number. A code that a spreadsheet damaged is
 * never completed from its own digits; where the names say which one it was, that is noted.
 */
export function findTps(row: RawRow, register: Register): FoundTps {
  const written = textOf(row.code).replace(/^'/, '').replaceAll(' ', '')
  const code = written === '' ? undefined : readCode(written, [10, 13])
  if (code?.ok && code.value.length === 13) return byCode(row, code.value as TpsId, register)
  if (code?.ok) return byNumber(row, code.value, register)
  if (row.village === '') {
    const why = written === '' ? 'tps-missing' : 'code-damaged'
    return wrong({ at: written === '' ? row.at : row.where.code, code: why, found: written })
  }
  const found = byName(row, register)
  if (code === undefined) return found
  if ('problem' in found) return row.ownVillage === '' ? wrong({ at: row.where.code, code: 'code-damaged', found: written }) : found
  return { ...found, notes: ['code-restored'] }
}

const wrong = (problem: PlaceProblem): FoundTps => ({ problem })

function byCode(row: RawRow, tps: TpsId, register: Register): FoundTps {
  const { places } = register
  const number = numberIn(row.number)
  const named = row.ownVillage === '' ? [] : places.villages(row.ownVillage, undefined)
  const differs =
    (number !== undefined && number !== Number(tps.slice(10))) ||
    (named.length > 0 && !named.some(({ code }) => code === tps.slice(0, 10)) && places.nameOf(tps.slice(0, 10)) !== tps.slice(0, 10))
  if (differs) return wrong({ at: row.where.code, code: 'code-and-name-differ', found: tps })
  return known(row.where.code, tps, register)
}

/** `TPS 01`, `01`, `1`. */
const numberIn = (text: string): number | undefined => {
  const found = /^(?:TPS)?[\s.:\-/]*(?:NO\.?\s*)?0*(\d{1,3})$/i.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

function byNumber(row: RawRow, village: string, register: Register): FoundTps {
  const number = numberIn(row.number)
  if (number === undefined || number === 0) {
    return wrong({ at: row.where.number, code: row.number === '' ? 'tps-missing' : 'number-unreadable', found: row.number })
  }
  return known(row.where.number, `${village}${String(number).padStart(3, '0')}` as TpsId, register)
}

function byName(row: RawRow, register: Register): FoundTps {
  const { places, aliases } = register
  const told = aliases[placeKey(row.village)]
  if (told !== undefined) return byNumber(row, told, register)
  const district = places.district(row.district === '' ? row.sheet : row.district)
  const villages = places.villages(row.village, district?.code)
  const [first] = villages
  if (villages.length === 1 && first) return byNumber(row, first.code, register)
  if (first) return wrong({ at: row.where.village, code: 'village-ambiguous', found: row.village, near: villages })
  const isDistrictWrong = row.district !== '' && district === undefined && places.near(row.village, undefined).length === 0
  if (isDistrictWrong) return wrong({ at: row.where.district, code: 'district-unknown', found: row.district })
  return wrong({ at: row.where.village, code: 'village-unknown', found: row.village, near: places.near(row.village, district?.code) })
}

function known(at: string, tps: TpsId, { region, stations }: Register): FoundTps {
  const station = stations.get(tps)
  if (!tps.startsWith(region)) return wrong({ at, code: 'outside', found: tps })
  if (!station) return wrong({ at, code: 'tps-unknown', found: tps })
  return station.withdrawn ? wrong({ at, code: 'tps-withdrawn', found: tps }) : { tps, notes: [] }
}
