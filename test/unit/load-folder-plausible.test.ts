import { describe, expect, test } from 'vitest'
import { aFolder, anElectionFile, loaded, refusals } from '../support/election-folder.ts'

const [governor, mayor] = anElectionFile.contests

describe('[EL13] a date is a day of the calendar between 1955 and 2100, and so is the day of a time', () => {
  test.each([
    ['0001-01-01', 'the year is between 1955 and 2100'],
    ['1954-12-31', 'the year is between 1955 and 2100'],
    ['2101-01-01', 'the year is between 1955 and 2100'],
    ['2024-02-31', 'a date is a day of the calendar'],
    ['27-11-2024', 'a date is a day of the calendar'],
  ])('date and holiday %s', (date, words) => {
    expect(refusals(aFolder({ election: { date, holidays: [date] } })).map(({ message }) => message)).toEqual([
      expect.stringContaining(`date: ${words}`),
      expect.stringContaining(`holidays.0: ${words}`),
    ])
  })
  test.each(['1955-09-29', '2100-12-31', '2024-02-29'])('%s is one', (date) => {
    expect(loaded(aFolder({ election: { date } })).election.date).toBe(date)
  })
  test.each([
    ['2024-02-31 21:00', 'is no time'],
    ['2024-02-31T21:00:00+08:00', 'is no time'],
    ['2024-11-27T24:00:00+08:00', 'is no time'],
    ['0000-01-01T00:00:00+14:00', 'the year is between'],
    ['9999-12-31T23:59:59-12:00', 'the year is between'],
    ['0001-01-01 08:00', 'the year is between'],
  ])('expected_by %s', (time, words) => {
    const found = refusals(aFolder({ tps: `tps,expected_by\n6472011001001,${time}\n` }))
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(words)])
  })
  test('expected_by on a day of the calendar is one, with or without its zone', () => {
    const tps = 'tps,expected_by\n6472011001001,2024-11-27T21:00:00\n6472011001002,2024-11-27T21:00:00+08:00\n'
    const at = loaded(aFolder({ tps })).election.tps.map(({ expectedBy }) => expectedBy)
    expect(at).toEqual(['2024-11-27T13:00:00.000Z', '2024-11-27T13:00:00.000Z'])
  })
})

describe('[EL14] what a register holds oddly but no law forbids is told with its rows, and refuses nothing', () => {
  const notesOf = (...rows: string[]) => loaded(aFolder({ tps: ['tps,dpt,dpt_m,dpt_f,expected_by', ...rows].join('\n') })).notes
  test.each([
    ['L + P is not the DPT', '6472011001001,290,140,149,', 'dpt_m + dpt_f'],
    ['more voters than a TPS has', '6472011001001,601,,,', '600'],
    ['no voter at all', '6472011001001,0,,,', 'dpt 0'],
    ['expected before voting ends', '6472011001001,290,,,2024-11-27 12:59', 'expected_by'],
    ['expected in another month', '6472011001001,290,,,2025-11-27 21:00', 'expected_by'],
  ])('%s', (_what, row, words) => {
    const notes = notesOf('6472011001002,600,300,300,21:00', row)
    expect(notes).toEqual([{ id: expect.stringContaining(words), en: expect.stringContaining(words) }])
    expect(notes[0]?.en).toContain('(1 TPS: 3)')
    expect(notes[0]?.id).toContain('(1 TPS: 3)')
  })
  test('one note for all rows of a kind, the first ten by number', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `64720110010${String(i + 10)},700,,,`)
    expect(notesOf(...rows)).toEqual([
      expect.objectContaining({ en: expect.stringContaining('(12 TPS: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ...)') }),
    ])
  })
  test('an unknown sex or DPT is not odd', () => {
    expect(notesOf('6472011001001,290,140,,', '6472011001002,,140,150,')).toEqual([])
  })
})

describe('[EL15] a list on which nobody can vote is refused', () => {
  const pair = (number: number) => ({ number, name: `Paslon ${number}` })
  const column = (number: number) => ({ number, name: 'Kolom kosong', kind: 'empty-column' })
  test.each<[string, object[], string]>([
    ['kolom kosong alone', [column(1)], 'no-pair'],
    ['kolom kosong twice', [pair(1), column(2), column(3)], 'two-columns'],
    ['a single pair without kolom kosong', [pair(1)], 'no-column'],
    ['kolom kosong among several pairs', [column(1), pair(2), pair(3)], 'column-among-pairs'],
  ])('%s', (_what, candidates, code) => {
    expect(refusals(aFolder({ election: { contests: [{ ...governor, candidates }, mayor] } })).map((error) => error.code)).toEqual([code])
  })
  test('a single pair against kolom kosong may stand, the column first too', () => {
    const candidates = [column(1), pair(2)]
    expect(loaded(aFolder({ election: { contests: [{ ...governor, candidates }, mayor] } })).election.contests).toHaveLength(2)
  })
  test('a kind nobody knows is told once', () => {
    const candidates = [{ ...pair(1), kind: 'paslon' }]
    expect(refusals(aFolder({ election: { contests: [{ ...governor, candidates }, mayor] } })).map((error) => error.code)).toEqual([
      'invalid',
    ])
  })
})

describe('[EL17] a folder that would hold the server up, or of which a part would be left out, is refused', () => {
  const many = (n: number) => Array.from({ length: n }, () => governor)
  test.each<[string, Parameters<typeof aFolder>[0], string[]]>([
    ['an election.json above 1 MB', { election: { name: 'x'.repeat(1024 * 1024) } }, ['too-large']],
    ['more contests than a province has regions', { election: { contests: many(201) } }, ['invalid']],
    [
      'more villages than a province has',
      { tps: `tps\n${Array.from({ length: 20_001 }, (_, i) => `6472${100_001 + i}001`).join('\n')}` },
      ['too-many-villages'],
    ],
    ['a second file of a name, in a folder or in capitals', { others: { 'salinan/TPS.CSV': 'tps\n' } }, ['duplicate-file']],
  ])('%s', (_what, folder, codes) => {
    expect(refusals(aFolder(folder)).map(({ code }) => code)).toEqual(expect.arrayContaining(codes))
  })
  test('a file that is wrong throughout is told within a second or two', { timeout: 5_000 }, () => {
    const candidates = Array.from({ length: 99 }, () => ({ number: 0 }))
    const errors = refusals(aFolder({ election: { contests: Array.from({ length: 150 }, () => ({ ...governor, candidates })) } }))
    expect([errors.length, errors.at(-1)?.code]).toEqual([1001, 'more'])
  })
})
