import { describe, expect, test } from 'vitest'
import { colourWarnings } from '../../client/src/screens/election-edit/colour-warnings.ts'
import {
  type CandidateDraft,
  draftOf,
  draftProblems,
  emptyCandidate,
  emptyContest,
  emptyElection,
  fileOf,
} from '../../client/src/screens/election-edit/election-draft.ts'
import { EXAMPLE_ELECTION, EXAMPLE_REGISTER } from '../../client/src/screens/election-edit/example-files.ts'
import { placeOf } from '../../client/src/screens/election-edit/problem-place.ts'
import { nextRegion, regenciesOf, slugOf } from '../../client/src/screens/election-edit/suggestions.ts'
import { loadFolder } from '../../server/election/load-folder.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import { ElectionFile } from '../../shared/election.ts'

const file = ElectionFile.strip().parse(templateElection('kaltim-2020', { seed: 1, tps: 300 }))

describe('[ES5] an election in fields is the same election, and what is wrong is told at its field', () => {
  test('through the fields and back nothing is lost', () => {
    expect(fileOf(draftOf(file))).toEqual(file)
    expect(draftProblems(draftOf(file))).toEqual(new Map())
  })
  test('numbers are read as people write them', () => {
    const draft = draftOf(file)
    draft.ballotReserve = '2,5'
    draft.notVoting = '64.09, 6411'
    Object.assign(draft.contests[0] ?? {}, { population: '827.994' })
    const made = fileOf(draft)
    expect([made.ballotReserve, made.notVoting, made.contests[0]?.population]).toEqual([0.025, ['6409', '6411'], 827_994])
  })
  test('every field of an empty election that has to be filled says so', () => {
    expect([...draftProblems(emptyElection()).keys()]).toEqual([
      'id',
      'name',
      'date',
      'contests.0.region',
      'contests.0.title',
      'contests.0.candidates.0.name',
      'contests.0.candidates.1.name',
    ])
  })
  test('what stands twice, and what is no number', () => {
    const draft = draftOf(file)
    draft.contests.push({ ...emptyContest(draft.contests[0]?.region), title: 'lagi' })
    Object.assign(draft, { maxVotersPerTps: '6oo', ballotReserve: '101', notVoting: '640' })
    Object.assign(draft.contests[0]?.candidates[1] ?? {}, { number: '1', short: 'x'.repeat(25) })
    const problems = draftProblems(draft)
    for (const [path, problem] of [
      ['maxVotersPerTps', 'whole'],
      ['ballotReserve', 'percent'],
      ['notVoting', 'codes'],
      ['contests.0.region', 'twice'],
      ['contests.0.candidates.0.number', 'twice'],
      ['contests.0.candidates.1.short', 'long'],
    ] as const)
      expect([path, problems.get(path)]).toEqual([path, problem])
  })
})

describe('[ES6] candidate colours are warned about where eyes would mix them up or not see them', () => {
  const ballot = (...colours: string[]): CandidateDraft[] => colours.map((colour, i) => ({ ...emptyCandidate(i + 1), colour }))
  const kinds = (...colours: string[]) => colourWarnings(ballot(...colours)).map((one) => (one.kind === 'alike' ? one.sight : one.kind))
  test('the palette needs no warning up to seven candidates', () => expect(kinds('', '', '', '', '', '', '')).toEqual([]))
  test('nearly the same', () => expect(kinds('#D55E00', '#D65F02')).toEqual(['none']))
  test('apart for most, alike for the red-blind or green-blind', () => {
    expect(['protanopia', 'deuteranopia']).toContain(kinds('#C0392B', '#7A6A00').at(-1))
  })
  test('too pale for a light screen, too dark for a dark one', () => {
    expect(kinds('#FFFF99')).toEqual(['weakLight'])
    expect(kinds('#101010')).toEqual(['weakDark'])
  })
  test('kolom kosong is hatched and not judged', () => {
    expect(colourWarnings([...ballot('#D55E00'), { ...emptyCandidate(2), kind: 'empty-column', colour: '#D55E00' }])).toEqual([])
  })
})

describe('[ES8] a page proposes what follows from what is typed, and nothing that is there already', () => {
  test('an id of the name', () => {
    expect(slugOf('Pilkada Kaltim 2020')).toBe('pilkada-kaltim-2020')
    expect(slugOf('  Élection & "Ulang" -- 2! ')).toBe('election-ulang-2')
    expect(slugOf('...')).toBe('')
    expect(slugOf('a'.repeat(80))).toHaveLength(60)
  })
  test('the next region that votes and has no contest', () => {
    const draft = { ...emptyElection(), notVoting: '64.01', contests: [emptyContest('6402'), emptyContest('6472')] }
    const known = regenciesOf('tps;dpt\r\n64.72.01.1001.004;300\n6401011001001;\n6402011001001,1\n6403011001001\n6402011001002\n')
    expect(known).toEqual(['6401', '6402', '6403', '6472'])
    expect(nextRegion(draft, known)).toBe('6403')
    expect(nextRegion(draft, ['6402', '6472'])).toBe('')
  })
})

describe('[ES9] the files of an example load as they are and hold nothing real', () => {
  const files = new Map([EXAMPLE_ELECTION, EXAMPLE_REGISTER].map(({ name, text }) => [name, text]))
  test('without an error', () => {
    const loaded = loadFolder(files, { simulated: true })
    expect(loaded).toMatchObject({ ok: true })
  })
  test('codes of a province that does not exist, and names that say so', () => {
    expect(
      EXAMPLE_REGISTER.text
        .split('\n')
        .slice(1, -1)
        .every((row) => row.startsWith('99')),
    ).toBe(true)
    expect(JSON.parse(EXAMPLE_ELECTION.text)).toMatchObject({ province: '99', name: expect.stringContaining('CONTOH') as string })
  })
})

test('[ES10] what is wrong is named as its field is on the page', () => {
  const draft = draftOf(file)
  expect(placeOf(draft, 'ballotReserve')).toBe('Surat suara cadangan (%)')
  expect(placeOf(draft, 'contests.0.region')).toBe(`${file.contests[0]?.title}: Kode daerah`)
  expect(placeOf({ ...draft, contests: [emptyContest()] }, 'contests.0.candidates.1.name')).toBe('Pemilihan 1, calon 2: Nama')
  for (const path of draftProblems(emptyElection()).keys()) expect(placeOf(emptyElection(), path)).not.toContain('.')
})
