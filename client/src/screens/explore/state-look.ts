import type { TpsState } from './tps-state.ts'

/** How a state is drawn in a box of 16 x 16: a ground and a mark of its own kind, so that hue is never alone. Colours are tokens. */
export type StateLook = {
  readonly fill: string
  readonly edge?: string
  readonly mark?: string
  readonly ink?: string
  readonly solid?: true
}

const CROSS = 'M4.5 4.5 11.5 11.5M11.5 4.5 4.5 11.5'
const DOT = 'M6.6 8a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0Z'
const HATCH = 'M-1 9 9-1M3 13 13 3M7 17 17 7'
const BANG = 'M8 3.4V9M8 11.4V12.8'
const CHECK = 'M4 8.4 7 11.2 12 5'
const HALF = 'M16 0V16H0Z'
const CLOCK = 'M8 4.2V8.2L10.8 10'
const FRAME = 'M4.5 4.5H11.5V11.5H4.5Z'
const HASH = 'M5 6.5H11.5M4.5 9.5H11M7 4 6 12M10 4 9 12'
const TWICE = 'M11.6 6.4A4 4 0 1 0 12 9M12 3.6V6.6H9'

export const STATE_LOOK: Readonly<Record<TpsState, StateLook>> = {
  'tanpa-saksi': { fill: '--no-value', edge: '--bad' },
  'saksi-hadir': { fill: '--no-value', edge: '--good' },
  'belum-dihitung': { fill: '--no-value', mark: DOT, ink: '--muted', solid: true },
  'tanpa-sinyal': { fill: '--no-value', mark: HATCH, ink: '--muted' },
  terlambat: { fill: '--no-value', edge: '--watch', mark: CLOCK, ink: '--watch' },
  'foto-tanpa-angka': { fill: '--no-value', edge: '--info', mark: FRAME, ink: '--info' },
  'angka-tanpa-foto': { fill: '--no-value', edge: '--info', mark: HASH, ink: '--info' },
  'menunggu-entri': { fill: '--state-waiting', mark: HALF, ink: '--state-waiting-half', solid: true },
  cocok: { fill: '--good', mark: CHECK, ink: '--on-state' },
  'beda-angka': { fill: '--bad', mark: CROSS, ink: '--on-state' },
  'perlu-dicek': { fill: '--watch', mark: BANG, ink: '--on-state' },
  'salinan-ditolak': { fill: '--bad', mark: HATCH, ink: '--on-state' },
  psu: { fill: '--state-again', mark: TWICE, ink: '--on-state' },
}
