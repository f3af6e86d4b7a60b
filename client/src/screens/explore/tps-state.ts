import type { Severity, TpsCell } from '../../../../shared/tally.ts'

/** The one legend of TPS states, for mosaic, board and map (DOMAIN.md), in the order of the night. */
export const TPS_STATES = [
  'tanpa-saksi',
  'saksi-hadir',
  'belum-dihitung',
  'tanpa-sinyal',
  'terlambat',
  'foto-tanpa-angka',
  'angka-tanpa-foto',
  'menunggu-entri',
  'cocok',
  'beda-angka',
  'perlu-dicek',
  'salinan-ditolak',
  'psu',
] as const
export type TpsState = (typeof TPS_STATES)[number]

/** What no fact of the ledger says yet: a TPS without a check-in may have a witness who cannot or need not check in. */
export const NOT_KNOWN_YET: readonly TpsState[] = ['tanpa-saksi']

type Known = {
  /** Undefined = nothing has touched it; `reports` undefined = not told to this person. */
  readonly cell?: Pick<TpsCell, 'round' | 'standing' | 'present' | 'copy'> & { readonly reports?: number }
  /** The gravest open finding that a count-room reading has confirmed. */
  readonly confirmed?: Severity
  readonly signal?: boolean
  /** Epoch ms by which the register expects its form. */
  readonly expectedAt?: number
}

/**
 * One state of one TPS x contest, from what the server knows today; `now` = election time in epoch ms, undefined while unknown.
 * Figures that only arrived by SMS or telephone are the ones known to stand without a photo. Blind to: photos of all other reports
 * (proof is no fact yet), so a witness's figures wait for the desk, with a photo or without.
 */
export function tpsState({ cell, confirmed, signal, expectedAt }: Known, now: number | undefined): TpsState {
  const knowledge = cell?.standing.knowledge ?? 'none'
  const nothing = knowledge === 'none' || knowledge === 'partial' || knowledge === 'held'
  if (cell && cell.round > 1 && nothing) return 'psu'
  switch (knowledge) {
    case 'conflict':
    case 'challenged':
      return 'beda-angka'
    case 'held':
      return 'perlu-dicek'
    case 'none':
      return (cell?.reports ?? 0) > 0 ? 'foto-tanpa-angka' : withoutFigures(cell, silent(signal, expectedAt, now))
    case 'claimed':
      return isGrave(confirmed) ? 'perlu-dicek' : 'angka-tanpa-foto'
    case 'partial':
    case 'provisional':
    case 'matching':
      return isGrave(confirmed) ? 'perlu-dicek' : 'menunggu-entri'
    case 'agreed':
    case 'settled':
      return isGrave(confirmed) ? 'perlu-dicek' : 'cocok'
  }
}

/** A copy that was refused is for somebody to act on; that a witness is there says less than that he is late. */
function withoutFigures(cell: Known['cell'], silence: TpsState): TpsState {
  if (cell?.copy === 'refused') return 'salinan-ditolak'
  return cell?.present && silence === 'belum-dihitung' ? 'saksi-hadir' : silence
}

/** A TPS without signal is fetched, not called: it stays on that list also when it is late. */
function silent(signal: boolean | undefined, expectedAt: number | undefined, now: number | undefined): TpsState {
  if (signal === false) return 'tanpa-sinyal'
  return expectedAt !== undefined && now !== undefined && now > expectedAt ? 'terlambat' : 'belum-dihitung'
}

const isGrave = (severity: Severity | undefined): boolean => severity === 'critical' || severity === 'high'

/** States that can occur with this register, in the legend's order. */
export const possibleStates = (register: { readonly withoutSignal: boolean; readonly withExpectedTime: boolean }): TpsState[] =>
  TPS_STATES.filter((state) => {
    if (NOT_KNOWN_YET.includes(state)) return false
    return state === 'tanpa-sinyal' ? register.withoutSignal : state === 'terlambat' ? register.withExpectedTime : true
  })
