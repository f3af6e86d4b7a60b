import { votesCast } from '../deciding-fields.ts'
import { lineTotal } from '../form.ts'
import type { Check, Explanations, Sheet } from './check.ts'
import { hintFor } from './repair.ts'
import { en, id } from './words.ts'

const candidatesBreakValid = ({ figures, candidates }: Sheet): boolean => {
  const sum = votesCast(figures, candidates)
  return sum !== undefined && figures.valid !== undefined && sum !== figures.valid
}
const validAndInvalidBreakTotal = ({ figures: { valid, invalid, total } }: Sheet): boolean =>
  valid !== undefined && invalid !== undefined && total !== undefined && valid + invalid !== total

/**
 * [AR1] The candidates' votes add up to all valid votes.
 *
 * Unit: votes. Source: C.Hasil-KWK, D against E (DOMAIN.md K3).
 * Blind to: votes moved from one candidate to another, and two slips that cancel out.
 */
export const ar1: Check = (sheet) => {
  const sum = votesCast(sheet.figures, sheet.candidates)
  const { valid } = sheet.figures
  if (sum === undefined || valid === undefined || sum === valid) return undefined
  const stake = Math.abs(sum - valid)
  return {
    check: 'AR1',
    severity: 'high',
    expected: sum,
    actual: valid,
    stake,
    hint: hintFor(sheet, 'AR1'),
    message: {
      id: id`Suara semua paslon berjumlah ${sum}, tertulis jumlah seluruh suara sah ${valid}: selisih ${stake}.`,
      en: en`The candidates' votes add up to ${sum}, all valid votes are written as ${valid}: a difference of ${stake}.`,
    },
  }
}

/**
 * [AR2] Valid and invalid votes add up to the total.
 *
 * Unit: votes. Source: C.Hasil-KWK, E + F against G (K3).
 * Blind to: valid votes written as invalid, or the other way round.
 */
export const ar2: Check = (sheet) => {
  const { valid, invalid, total } = sheet.figures
  if (valid === undefined || invalid === undefined || total === undefined || valid + invalid === total) return undefined
  const sum = valid + invalid
  const stake = Math.abs(sum - total)
  return {
    check: 'AR2',
    severity: 'high',
    expected: sum,
    actual: total,
    stake,
    hint: hintFor(sheet, 'AR2'),
    message: {
      id: id`Suara sah ${valid} dan suara tidak sah ${invalid} berjumlah ${sum}, tertulis jumlah seluruh suara sah dan suara tidak sah ${total}: selisih ${stake}.`,
      en: en`${valid} valid and ${invalid} invalid votes make ${sum}, the total is written as ${total}: a difference of ${stake}.`,
    },
  }
}

/**
 * [AR3] As many votes as ballots used. High when the vote sums break too, for then votes change with it; else an administrative slip.
 *
 * Unit: votes against papers. Source: C.Hasil-KWK, G against C (K4).
 * Blind to: ballots and total written from one another instead of counted.
 */
export const ar3: Check = (sheet) => {
  const { total, ballots } = sheet.figures
  const used = ballots?.used
  if (total === undefined || used === undefined || total === used) return undefined
  const stake = Math.abs(total - used)
  return {
    check: 'AR3',
    severity: candidatesBreakValid(sheet) || validAndInvalidBreakTotal(sheet) ? 'high' : 'medium',
    expected: used,
    actual: total,
    stake,
    message: {
      id: id`Surat suara yang digunakan ${used}, jumlah seluruh suara sah dan suara tidak sah ${total}: selisih ${stake}.`,
      en: en`${used} ballots were used, valid and invalid votes together are ${total}: a difference of ${stake}.`,
    },
  }
}

/**
 * [AR5] As many votes as people who used their right. High when there are more votes than people.
 *
 * Unit: people against votes; one person casts one paper. Source: C.Hasil-KWK, A.2 against G (K4). Of the real forms
 * that break it a third lack a page.
 * Blind to: names signed for people who never came.
 */
export const ar5: Check = ({ figures: { users, total } }) => {
  const all = lineTotal(users?.all)
  if (all === undefined || total === undefined || all === total) return undefined
  const stake = Math.abs(total - all)
  return {
    check: 'AR5',
    severity: total > all ? 'high' : 'medium',
    expected: all,
    actual: total,
    stake,
    message: {
      id: id`Jumlah pengguna hak pilih ${all}, jumlah seluruh suara sah dan suara tidak sah ${total}: selisih ${stake}.`,
      en: en`${all} people used their right, valid and invalid votes together are ${total}: a difference of ${stake}.`,
    },
  }
}

export const VOTE_SUMS: Explanations = {
  AR1: {
    baseRate: 0.034,
    next: {
      id: 'Baca ulang suara tiap paslon dan jumlah suara sah di foto atau kertasnya; bila di formulir memang tertulis begitu, catat sebagai kesalahan KPPS.',
      en: 'Read the votes of every candidate and all valid votes again on the photo or the paper; if the form says so, it is a slip of the polling staff.',
    },
  },
  AR2: {
    baseRate: 0.008,
    next: {
      id: 'Baca ulang suara sah, tidak sah dan jumlahnya di foto atau kertasnya.',
      en: 'Read valid, invalid and total votes again on the photo or the paper.',
    },
  },
  AR3: {
    next: {
      id: 'Bandingkan jumlah suara dengan surat suara yang digunakan pada foto kedua halaman.',
      en: 'Compare the total with the ballots used on the photos of both pages.',
    },
  },
  AR5: {
    baseRate: 0.061,
    next: {
      id: 'Bandingkan jumlah suara dengan pengguna hak pilih; suara yang lebih banyak daripada orang ditanyakan kepada saksi.',
      en: 'Compare the total with the people who voted; ask the witness about more votes than people.',
    },
  },
}
