import { lineTotal } from '../form.js'
import { en, id } from './words.js'
/**
 * [DT1] Everybody written into the DPTb voted: the list is made as people arrive.
 *
 * Unit: people. Source: C.Hasil-KWK, A.2 against A.1 (K7, unverified). Base rate: not measured, public rows lack the voters' line.
 * Blind to: people left out of both lines.
 */
export const dt1 = ({ figures: { voters, users } }) => {
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
 * Unit: people; exactly 10 % is silent. Source: DOMAIN.md K11. Base rate: 3.9 % of real forms; new estates and campuses do so.
 * Blind to: who those people are.
 */
export const db1 = ({ figures: { users } }) => {
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
 * Unit: people. Source: the election template (K9). Base rate: 0.2 % of real forms.
 * Blind to: special locations, which may be larger by decree.
 */
export const mx1 = ({ figures: { voters }, maxVotersPerTps }) => {
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
