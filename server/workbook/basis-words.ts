import type { Basis } from '../../shared/form.ts'
import { plainTitle } from './guess-field.ts'

/** What stands in the column Dasar; the first word is what the made workbook offers. */
export const BASIS_WORDS: Readonly<Record<'id' | 'en', Readonly<Record<Basis, string>>>> = {
  id: { counted: 'hadir di TPS', photo: 'foto', paper: 'kertas', message: 'pesan', phone: 'telepon' },
  en: { counted: 'was there', photo: 'photo', paper: 'paper', message: 'message', phone: 'phone' },
}
const ALSO: readonly (readonly [RegExp, Basis])[] = [
  [/HADIR|SAKSI|LANGSUNG|DI TPS|LIHAT SENDIRI|WAS THERE|COUNTED/, 'counted'],
  [/FOTO|PHOTO|GAMBAR|PLANO/, 'photo'],
  [/KERTAS|SALINAN|C1|C HASIL|PAPER|FISIK|FORMULIR/, 'paper'],
  [/PESAN|WA|WHATSAPP|SMS|CHAT|MESSAGE|TELEGRAM/, 'message'],
  [/TELEPON|TELP|TLP|PHONE|HP|LISAN/, 'phone'],
]

/** How the figures are known, as people say it; undefined = not said, `unknown` = said in a word we do not know. */
export function basisIn(text: string): Basis | 'unknown' | undefined {
  const plain = plainTitle(text)
  if (plain === '') return undefined
  for (const words of Object.values(BASIS_WORDS)) {
    const found = (Object.entries(words) as [Basis, string][]).find(([, word]) => plainTitle(word) === plain)
    if (found) return found[0]
  }
  return ALSO.find(([pattern]) => new RegExp(`\\b(${pattern.source})\\b`).test(plain))?.[1] ?? 'unknown'
}
