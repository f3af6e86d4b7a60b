import { describe, expect, test } from 'vitest'
import { AccountName } from '../../server/http/routes/people-words.ts'
import { FreeText } from '../../shared/commands.ts'
import { Candidate, Contest } from '../../shared/election.ts'
import { aFolder, errorsOf } from '../support/election-folder.ts'

const UNSEEN = [
  '\u200B',
  '\u200E',
  '\u200F',
  '\u202A',
  '\u202E',
  '\u2066',
  '\u2069',
  '\u00AD',
  '\uFEFF',
  '\u2028',
  '\u3164',
  '\u0007',
  '\u{E0041}',
]
const codeOf = (text: string): string => `U+${text.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`

describe('[HX2] names, titles and reasons hold no character that cannot be seen', () => {
  test.each(UNSEEN.map((unseen) => [codeOf(unseen), unseen]))('%s is refused and named', (code, unseen) => {
    const inside = `Budi${unseen}Santoso`
    for (const parsed of [
      AccountName.safeParse(inside),
      Candidate.shape.name.safeParse(inside),
      Candidate.shape.short.safeParse(inside),
      Contest.shape.title.safeParse(inside),
      FreeText.safeParse(inside),
    ]) {
      expect(parsed.error?.issues[0]?.message).toContain(`cannot be seen (${code})`)
    }
  })
  test('a name has one line, a reason may have several, and both may be written in any script', () => {
    expect(AccountName.safeParse('Budi\nSantoso').success).toBe(false)
    expect(FreeText.parse(' baris satu\r\n\tbaris dua \u{1F468}\u200D\u{1F469} ')).toBe(
      'baris satu\r\n\tbaris dua \u{1F468}\u200D\u{1F469}',
    )
    for (const name of ['Ku\u2019u', 'Nur\u2019aini, S.H.', '\u0643\u0644\u064A\u0645\u0646\u062A\u0646', '\u738B\u660E', 'Zo\u00EB'])
      expect(AccountName.parse(name)).toBe(name)
  })
  test('two spellings of one accent are one name', () => {
    expect(AccountName.parse('Zoe\u0308')).toBe('Zo\u00EB')
  })
  test('in the files of an election they are told by row and column', () => {
    const regions = 'code,name,short\n6472,Kota \u202Eadniramas,Samar\u200Binda\n'
    expect(errorsOf(aFolder({ others: { 'regions.csv': regions } })).map((line) => line.split(' ', 2).join(' '))).toEqual([
      'regions.csv:2:2 unseen',
      'regions.csv:2:3 unseen',
    ])
  })
})
