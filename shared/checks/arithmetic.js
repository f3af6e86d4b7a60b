import { votesCast } from '../deciding-fields.js'
import { lineTotal } from '../form.js'
import { hintFor } from './repair.js'
import { en, id } from './words.js'
// Base rates: complete forms of the presidential count of 2024 in five regencies of East Kalimantan, before PG1 silences.
const candidatesBreakValid = ({ figures, candidates }) => {
  const sum = votesCast(figures, candidates)
  return sum !== undefined && figures.valid !== undefined && sum !== figures.valid
}
const validAndInvalidBreakTotal = ({ figures: { valid, invalid, total } }) =>
  valid !== undefined && invalid !== undefined && total !== undefined && valid + invalid !== total
/**
 * [AR1] The candidates' votes add up to all valid votes.
 *
 * Unit: votes. Source: C.Hasil-KWK, D against E (DOMAIN.md K3). Base rate: 3.4 % of real forms.
 * Blind to: votes moved from one candidate to another, and two slips that cancel out.
 */
export const ar1 = (sheet) => {
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
 * Unit: votes. Source: C.Hasil-KWK, E + F against G (K3). Base rate: 0.8 % of real forms.
 * Blind to: valid votes written as invalid, or the other way round.
 */
export const ar2 = (sheet) => {
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
 * Unit: votes against papers. Source: C.Hasil-KWK, G against C (K4). Base rate: not measured, public rows lack the ballots.
 * Blind to: ballots and total written from one another instead of counted.
 */
export const ar3 = (sheet) => {
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
 * [AR4] Users in DPT, DPPh and DPTb add up to all users.
 *
 * Unit: people. Source: C.Hasil-KWK, A.2 (K2). Base rate: 4.0 % of real forms, mostly administrative; no vote changes with it.
 * Blind to: people entered in the wrong list.
 */
export const ar4 = ({ figures: { users } }) => {
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
 * [AR5] As many votes as people who used their right. High when there are more votes than people.
 *
 * Unit: people against votes; one person casts one paper. Source: C.Hasil-KWK, A.2 against G (K4). Base rate: 6.1 % of real forms,
 * a third of them for want of a page.
 * Blind to: names signed for people who never came.
 */
export const ar5 = ({ figures: { users, total } }) => {
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
/**
 * [AR6] Ballots received are used, returned or unused.
 *
 * Unit: papers. Source: C.Hasil-KWK, C (K5). Base rate: not measured, public rows lack the ballots.
 * Blind to: papers that moved between returned and unused.
 */
export const ar6 = ({ figures: { ballots } }) => {
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
 * Unit: papers. Source: C.Hasil-KWK, C (K5). Base rate: not measured; none of the honest forms of a simulated count.
 * Blind to: papers beyond the reserve that were written as received.
 */
export const ar7 = ({ figures: { ballots } }) => {
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
/**
 * [AR8] No more people of the DPT vote than stand in it.
 *
 * Unit: people. Source: C.Hasil-KWK, A.2 against A.1 (K6). Base rate: 0.9 % of real forms.
 * Blind to: a DPT that was itself written too large (MA1 compares it with the register).
 */
export const ar8 = ({ figures: { voters, users } }) => {
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
 * Unit: people. Source: C.Hasil-KWK, A.1 (K2). Base rate: not measured, public rows hold the DPT only.
 * Blind to: people entered in the wrong list.
 */
export const ar9 = ({ figures: { voters } }) => {
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
 * Unit: people. Source: C.Hasil-KWK, A.2 against A.1 and B (K6). Base rate: not measured, public rows lack both lines.
 * Blind to: DPTb, which is written as people arrive (DT1 compares it).
 */
export const ar10 = ({ figures: { voters, users, disabled } }) => {
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
