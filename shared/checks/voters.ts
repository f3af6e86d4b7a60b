import { lineTotal } from '../form.ts'
import type { Check, Explanations } from './check.ts'
import { en, id } from './words.ts'

/**
 * [DT1] Everybody written into the DPTb voted: the list is made as people arrive.
 *
 * Unit: people. Source: C.Hasil-KWK, A.2 against A.1 (K7, unverified).
 * Blind to: people left out of both lines.
 */
export const dt1: Check = ({ figures: { voters, users } }) => {
  const [listed, came] = [lineTotal(voters?.dptb), lineTotal(users?.dptb)]
  if (listed === undefined || came === undefined || listed === came) return undefined
  return {
    check: 'DT1',
    severity: 'info',
    expected: listed,
    actual: came,
    stake: 0,
    message: {
      id: id`Pemilih DPTb ${listed}, pengguna hak pilih DPTb ${came}.`,
      en: en`${listed} voters in DPTb, ${came} users in DPTb.`,
    },
  }
}

/**
 * [DB1] At most one user in ten came with an identity card only (DPTb).
 *
 * Unit: people; exactly 10 % is silent. Source: DOMAIN.md K11. New estates and campuses do so.
 * Blind to: who those people are.
 */
export const db1: Check = ({ figures: { users } }) => {
  const [dptb, all] = [lineTotal(users?.dptb), lineTotal(users?.all)]
  if (dptb === undefined || all === undefined || dptb * 10 <= all) return undefined
  return {
    check: 'DB1',
    severity: 'medium',
    expected: Math.floor(all / 10),
    actual: dptb,
    stake: 0,
    message: {
      id: id`Pengguna hak pilih DPTb ${dptb} dari ${all} pengguna hak pilih: lebih dari 10 %.`,
      en: en`${dptb} of ${all} users stand in DPTb: more than 10 %.`,
    },
  }
}

/**
 * [MX1] The DPT is within the election's maximum per TPS.
 *
 * Unit: people. Source: the election template (K9).
 * Blind to: special locations, which may be larger by decree.
 */
export const mx1: Check = ({ figures: { voters }, maxVotersPerTps }) => {
  const dpt = lineTotal(voters?.dpt)
  if (dpt === undefined || dpt <= maxVotersPerTps) return undefined
  return {
    check: 'MX1',
    severity: 'medium',
    expected: maxVotersPerTps,
    actual: dpt,
    stake: 0,
    message: {
      id: id`Pemilih dalam DPT ${dpt}, batas per TPS ${maxVotersPerTps}.`,
      en: en`A DPT of ${dpt}; the maximum per TPS is ${maxVotersPerTps}.`,
    },
  }
}

export const VOTER_LISTS: Explanations = {
  DT1: {
    next: {
      id: 'Cukup dicatat; baris DPTb ditulis saat pemilih datang.',
      en: 'Note it; the DPTb is written as people arrive.',
    },
  },
  DB1: {
    baseRate: 0.039,
    next: {
      id: 'Tanyakan kepada saksi dari mana pemilih ber-KTP itu; perumahan baru dan kampus memang begitu.',
      en: 'Ask the witness where those voters came from; new estates and campuses do so.',
    },
  },
  MX1: {
    baseRate: 0.002,
    next: {
      id: 'Baca ulang DPT di foto dan bandingkan dengan daftar TPS; lokasi khusus boleh lebih besar.',
      en: 'Read the DPT again on the photo and compare it with the register; special locations may be larger.',
    },
  },
}
