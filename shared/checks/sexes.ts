import type { MF } from '../form.ts'
import type { Check, Explanations, Sheet } from './check.ts'
import { en, id, type Words } from './words.ts'

const linesOf = ({ figures: { voters, users, disabled } }: Sheet): readonly { readonly name: Words; readonly line?: MF }[] => [
  { name: { id: 'pemilih dalam DPT', en: 'voters in DPT' }, line: voters?.dpt },
  { name: { id: 'pemilih dalam DPPh', en: 'voters in DPPh' }, line: voters?.dpph },
  { name: { id: 'pemilih dalam DPTb', en: 'voters in DPTb' }, line: voters?.dptb },
  { name: { id: 'jumlah pemilih', en: 'all voters' }, line: voters?.all },
  { name: { id: 'pengguna hak pilih dalam DPT', en: 'users in DPT' }, line: users?.dpt },
  { name: { id: 'pengguna hak pilih dalam DPPh', en: 'users in DPPh' }, line: users?.dpph },
  { name: { id: 'pengguna hak pilih dalam DPTb', en: 'users in DPTb' }, line: users?.dptb },
  { name: { id: 'jumlah pengguna hak pilih', en: 'all users' }, line: users?.all },
  { name: { id: 'pemilih disabilitas', en: 'voters with a disability' }, line: disabled?.voters },
  { name: { id: 'pengguna hak pilih disabilitas', en: 'users with a disability' }, line: disabled?.users },
]

/**
 * [SX1] Men and women make the total, on every line. All lines that break are one finding; the figures are those of the first.
 *
 * Unit: people. Source: C.Hasil-KWK, A.1, A.2 and B (K1).
 * Blind to: lines where one of the three numbers was left out.
 */
export const sx1: Check = (sheet) => {
  const broken = linesOf(sheet).flatMap(({ name, line }) => {
    if (line?.m === undefined || line.f === undefined || line.total === undefined || line.m + line.f === line.total) return []
    return [{ name, m: line.m, f: line.f, total: line.total }]
  })
  const first = broken[0]
  if (!first) return undefined
  const told = {
    id: broken.map(({ name, m, f, total }) => id`${name.id} ${m} + ${f} = ${m + f}, tertulis ${total}`).join('; '),
    en: broken.map(({ name, m, f, total }) => en`${name.en} ${m} + ${f} = ${m + f}, written as ${total}`).join('; '),
  }
  return {
    check: 'SX1',
    severity: 'info',
    expected: first.m + first.f,
    actual: first.total,
    stake: 0,
    message: {
      id: `Laki-laki dan perempuan tidak sama dengan jumlahnya: ${told.id}.`,
      en: `Men and women do not make the total: ${told.en}.`,
    },
  }
}

export const SEXES: Explanations = {
  SX1: {
    baseRate: 0.06,
    next: {
      id: 'Cukup dicatat; tidak ada suara yang berubah karenanya.',
      en: 'Note it; no vote changes with it.',
    },
  },
}
