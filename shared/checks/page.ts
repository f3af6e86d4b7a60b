import { lineTotal, sumOfVotes } from '../form.ts'
import type { Check, Explanations, Sheet } from './check.ts'

const voterPageIsMissing = ({ figures: { voters, users } }: Sheet) => lineTotal(voters?.dpt) === 0 && lineTotal(users?.all) === 0
const votePageIsMissing = ({ figures: { valid, total } }: Sheet) => valid === 0 && total === 0

/**
 * [PG1] The sheet has all its pages: DPT and users are not both 0, nor are valid and total.
 *
 * Unit: the stake is all valid votes, counted from the candidates. Source: C.Hasil-KWK, one page photographed or typed without
 * the other.
 * Blind to: a page left blank instead of typed as zeros, which is missing figures and no finding; a TPS where nobody came.
 */
export const pg1: Check = (sheet) => {
  const voters = voterPageIsMissing(sheet)
  const votes = votePageIsMissing(sheet)
  if (!voters && !votes) return undefined
  const message =
    voters && votes
      ? {
          id: 'DPT, pengguna hak pilih, suara sah dan jumlah seluruh suara semuanya 0: kedua halaman tampaknya belum terisi.',
          en: 'DPT, users, valid votes and total are all 0: both pages seem to be missing.',
        }
      : voters
        ? {
            id: 'Pemilih dalam DPT 0 dan pengguna hak pilih 0: halaman data pemilih tampaknya belum terisi.',
            en: 'DPT and users are both 0: the page of the voters seems to be missing.',
          }
        : {
            id: 'Jumlah suara sah 0 dan jumlah seluruh suara sah dan suara tidak sah 0: halaman jumlah suara tampaknya belum terisi.',
            en: 'Valid votes and total are both 0: the page of the sums seems to be missing.',
          }
  return { check: 'PG1', severity: 'medium', stake: sumOfVotes(sheet.figures), message }
}

/** Checks that a missing page would break: what they found says nothing beyond PG1. */
export function silencedByMissingPage(sheet: Sheet): readonly string[] {
  const silenced: string[] = []
  const { received, used } = sheet.figures.ballots ?? {}
  if (votePageIsMissing(sheet)) silenced.push('AR1', 'AR2', 'AR3', 'AR5')
  if (voterPageIsMissing(sheet)) {
    // A DPT that went missing with its page is no other DPT than the register's.
    silenced.push('AR4', 'AR5', 'AR8', 'AR9', 'MA1')
    // The ballots stand on the voters' page or on the next one, as the layout has it: zeros there went missing with it.
    if (used === 0) silenced.push('AR3')
    if (used === 0 || received === 0) silenced.push('AR6')
  }
  return silenced
}

export const PAGES: Explanations = {
  PG1: {
    baseRate: 0.019,
    next: {
      id: 'Minta foto halaman yang belum ada kepada saksi, lalu ketik halaman itu.',
      en: 'Ask the witness for a photo of the missing page, then type that page.',
    },
  },
}
