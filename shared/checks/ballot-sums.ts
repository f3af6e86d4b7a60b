import type { Check, Explanations } from './check.ts'
import { en, id } from './words.ts'

/**
 * [AR6] Ballots received are used, returned or unused.
 *
 * Unit: papers. Source: C.Hasil-KWK, C (K5).
 * Blind to: papers that moved between returned and unused.
 */
export const ar6: Check = ({ figures: { ballots } }) => {
  const { received, returned, unused, used } = ballots ?? {}
  if (received === undefined || returned === undefined || unused === undefined || used === undefined) return undefined
  const sum = used + returned + unused
  if (sum === received) return undefined
  const stake = Math.abs(sum - received)
  return {
    check: 'AR6',
    severity: 'medium',
    expected: received,
    actual: sum,
    stake,
    message: {
      id: id`Surat suara yang diterima ${received}; yang digunakan ${used}, dikembalikan ${returned} dan tidak digunakan ${unused} berjumlah ${sum}: selisih ${stake}.`,
      en: en`${received} ballots were received; ${used} used, ${returned} returned and ${unused} unused make ${sum}: a difference of ${stake}.`,
    },
  }
}

/**
 * [AR7] No more ballots are used than were received.
 *
 * Unit: papers. Source: C.Hasil-KWK, C (K5). None of the honest forms of
 * a simulated count breaks it.
 * Blind to: papers beyond the reserve that were written as received.
 */
export const ar7: Check = ({ figures: { ballots } }) => {
  const { received, used } = ballots ?? {}
  if (received === undefined || used === undefined || used <= received) return undefined
  const stake = used - received
  return {
    check: 'AR7',
    severity: 'critical',
    expected: received,
    actual: used,
    stake,
    message: {
      id: id`Surat suara yang digunakan ${used} melebihi yang diterima ${received}: lebih ${stake}.`,
      en: en`${used} ballots were used but ${received} received: ${stake} more.`,
    },
  }
}

export const BALLOT_SUMS: Explanations = {
  AR6: {
    next: {
      id: 'Baca ulang empat baris surat suara di foto; bila memang tertulis begitu, catat saja.',
      en: 'Read the four lines of ballots again on the photo; if the form says so, note it.',
    },
  },
  AR7: {
    next: {
      id: 'Minta foto halaman surat suara, tanyakan kepada saksi dari mana tambahan surat suara itu, dan beri tahu koordinator.',
      en: "Ask for the photo of the ballots' page, ask the witness where the further ballots came from, and tell the coordinator.",
    },
  },
}
