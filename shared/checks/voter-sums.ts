import { lineTotal } from '../form.ts'
import type { Check, Explanations } from './check.ts'
import { en, id } from './words.ts'

/**
 * [AR4] Users in DPT, DPPh and DPTb add up to all users.
 *
 * Unit: people. Source: C.Hasil-KWK, A.2 (K2). No vote changes with it.
 * Blind to: people entered in the wrong list.
 */
export const ar4: Check = ({ figures: { users } }) => {
  const [dpt, dpph, dptb, all] = [lineTotal(users?.dpt), lineTotal(users?.dpph), lineTotal(users?.dptb), lineTotal(users?.all)]
  if (dpt === undefined || dpph === undefined || dptb === undefined || all === undefined) return undefined
  const sum = dpt + dpph + dptb
  if (sum === all) return undefined
  return {
    check: 'AR4',
    severity: 'medium',
    expected: sum,
    actual: all,
    stake: 0,
    message: {
      id: id`Pengguna hak pilih dalam DPT ${dpt}, DPPh ${dpph} dan DPTb ${dptb} berjumlah ${sum}, tertulis jumlah pengguna ${all}.`,
      en: en`Users in DPT ${dpt}, DPPh ${dpph} and DPTb ${dptb} make ${sum}, all users are written as ${all}.`,
    },
  }
}

/**
 * [AR8] No more people of the DPT vote than stand in it.
 *
 * Unit: people. Source: C.Hasil-KWK, A.2 against A.1 (K6).
 * Blind to: a DPT that was itself written too large (MA1 compares it with the register).
 */
export const ar8: Check = ({ figures: { voters, users } }) => {
  const [dpt, came] = [lineTotal(voters?.dpt), lineTotal(users?.dpt)]
  if (dpt === undefined || came === undefined || came <= dpt) return undefined
  const stake = came - dpt
  return {
    check: 'AR8',
    severity: 'critical',
    expected: dpt,
    actual: came,
    stake,
    message: {
      id: id`Pengguna hak pilih dalam DPT ${came} melebihi pemilih dalam DPT ${dpt}: lebih ${stake}.`,
      en: en`${came} people of the DPT voted but ${dpt} stand in it: ${stake} more.`,
    },
  }
}

/**
 * [AR9] Voters in DPT, DPPh and DPTb add up to all voters.
 *
 * Unit: people. Source: C.Hasil-KWK, A.1 (K2).
 * Blind to: people entered in the wrong list.
 */
export const ar9: Check = ({ figures: { voters } }) => {
  const [dpt, dpph, dptb, all] = [lineTotal(voters?.dpt), lineTotal(voters?.dpph), lineTotal(voters?.dptb), lineTotal(voters?.all)]
  if (dpt === undefined || dpph === undefined || dptb === undefined || all === undefined) return undefined
  const sum = dpt + dpph + dptb
  if (sum === all) return undefined
  return {
    check: 'AR9',
    severity: 'medium',
    expected: sum,
    actual: all,
    stake: 0,
    message: {
      id: id`Pemilih dalam DPT ${dpt}, DPPh ${dpph} dan DPTb ${dptb} berjumlah ${sum}, tertulis jumlah pemilih ${all}.`,
      en: en`Voters in DPT ${dpt}, DPPh ${dpph} and DPTb ${dptb} make ${sum}, all voters are written as ${all}.`,
    },
  }
}

/**
 * [AR10] No more moved-in voters use their right than are listed, and no more disabled voters. Tells the first line that breaks.
 *
 * Unit: people. Source: C.Hasil-KWK, A.2 against A.1 and B (K6).
 * Blind to: DPTb, which is written as people arrive (DT1 compares it).
 */
export const ar10: Check = ({ figures: { voters, users, disabled } }) => {
  const lines = [
    { name: { id: 'dalam DPPh', en: 'of the DPPh' }, listed: lineTotal(voters?.dpph), came: lineTotal(users?.dpph) },
    { name: { id: 'disabilitas', en: 'with a disability' }, listed: lineTotal(disabled?.voters), came: lineTotal(disabled?.users) },
  ]
  for (const { name, listed, came } of lines) {
    if (listed === undefined || came === undefined || came <= listed) continue
    return {
      check: 'AR10',
      severity: 'medium',
      expected: listed,
      actual: came,
      stake: 0,
      message: {
        id: id`Pengguna hak pilih ${name.id} ${came} melebihi pemilih ${name.id} ${listed}.`,
        en: en`${came} voters ${name.en} used their right but ${listed} are listed.`,
      },
    }
  }
  return undefined
}

export const VOTER_SUMS: Explanations = {
  AR4: {
    baseRate: 0.04,
    next: {
      id: 'Cukup dicatat; baca ulang tiga baris pengguna bila foto halaman pemilih ada.',
      en: "Note it; read the three lines of users again if there is a photo of the voters' page.",
    },
  },
  AR8: {
    baseRate: 0.009,
    next: {
      id: 'Periksa DPT di formulir terhadap daftar TPS, lalu tanyakan kepada saksi siapa yang memilih di luar DPT.',
      en: "Compare the form's DPT with the register, then ask the witness who voted beyond the DPT.",
    },
  },
  AR9: {
    next: {
      id: 'Cukup dicatat; baca ulang tiga baris pemilih bila foto halaman pemilih ada.',
      en: "Note it; read the three lines of voters again if there is a photo of the voters' page.",
    },
  },
  AR10: {
    next: {
      id: 'Baca ulang kedua baris di foto halaman pemilih; sering tertukar dengan baris lain.',
      en: "Read both lines again on the photo of the voters' page; they are often swapped with another line.",
    },
  },
}
