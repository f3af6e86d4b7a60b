import { lineTotal } from '../form.ts'
import type { Check, Explanations } from './check.ts'
import { en, id } from './words.ts'

/**
 * [MA1] The DPT on the sheet is the register's.
 *
 * Unit: people. Source: KPU's register as loaded and amended (K10). A sheet of another TPS shows so.
 * Blind to: two TPS with the same DPT; silent while the register's DPT is unknown.
 */
export const ma1: Check = ({ figures: { voters }, registerDpt }) => {
  const dpt = lineTotal(voters?.dpt)
  if (dpt === undefined || registerDpt === undefined || dpt === registerDpt) return undefined
  return {
    check: 'MA1',
    severity: 'high',
    expected: registerDpt,
    actual: dpt,
    stake: 0,
    message: {
      id: id`Pemilih dalam DPT tertulis ${dpt}, menurut daftar TPS ${registerDpt}. Periksa apakah ini formulir TPS lain.`,
      en: en`The sheet says a DPT of ${dpt}, the register ${registerDpt}. Look whether this is the sheet of another TPS.`,
    },
  }
}

const TOLERANCE = 2
const MILLIONTHS = 1_000_000
/** Spare ballots: whole papers; in millionths, for 0.025 x 280 is a little more than 7 in binary fractions and would be rounded up to 8. */
export const reserveOf = (dpt: number, reserve: number): number => Math.ceil((dpt * Math.round(reserve * MILLIONTHS)) / MILLIONTHS)

/**
 * [MA2] Ballots received are the register's DPT and the reserve on top, within 2.
 *
 * Unit: papers. Source: the election's ballot reserve, 2.5 % rounded up in Pilkada (K8).
 * Blind to: papers handed on between neighbouring TPS, which is allowed and shows here too.
 */
export const ma2: Check = ({ figures: { ballots }, registerDpt, ballotReserve }) => {
  const received = ballots?.received
  if (received === undefined || registerDpt === undefined) return undefined
  const expected = registerDpt + reserveOf(registerDpt, ballotReserve)
  if (Math.abs(received - expected) <= TOLERANCE) return undefined
  return {
    check: 'MA2',
    severity: 'info',
    expected,
    actual: received,
    stake: 0,
    message: {
      id: id`Surat suara yang diterima ${received}; DPT ${registerDpt} dan cadangannya ${expected}.`,
      en: en`${received} ballots were received; a DPT of ${registerDpt} with its reserve makes ${expected}.`,
    },
  }
}

export const REGISTER_FIGURES: Explanations = {
  MA1: {
    next: {
      id: 'Cocokkan nama desa dan nomor TPS di foto; bila formulir TPS lain, pindahkan laporannya, bila DPT daftar yang salah, betulkan daftarnya.',
      en: 'Match village and TPS number on the photo; move the report if it is the form of another TPS, correct the register if its DPT is wrong.',
    },
  },
  MA2: {
    next: {
      id: 'Cukup dicatat; TPS bertetangga boleh saling meminjamkan surat suara.',
      en: 'Note it; neighbouring TPS may lend each other ballots.',
    },
  },
}
