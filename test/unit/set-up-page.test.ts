import { describe, expect, test } from 'vitest'
import { size } from '../../client/src/format.ts'
import { electionFiles, MOST_BYTES } from '../../client/src/screens/set-up/election-files.ts'
import { errorRows } from '../../client/src/screens/set-up/error-table.ts'
import { administratorProblems, stepOf, strengthOf } from '../../client/src/screens/set-up/steps.ts'
import { loadFolder } from '../../server/election/load-folder.ts'
import { setUpWords } from '../../client/src/words/set-up.ts'

describe('[SU1] set-up goes from the first administrator over the election to what comes next', () => {
  const empty = { needed: true, election: false }
  const known = { setup: empty, signedIn: false, mayLoad: false, replacing: false }
  const later = { ...known, setup: { needed: false, election: false }, signedIn: true, mayLoad: true }
  test('each step follows from what the server says', () => {
    expect(stepOf(known)).toBe('administrator')
    expect(stepOf({ ...later, signedIn: false })).toBe('sign-in')
    expect(stepOf(later)).toBe('election')
    expect(stepOf({ ...later, mayLoad: false })).toBe('not-yours')
    expect(stepOf({ ...later, setup: { needed: false, election: true } })).toBe('done')
  })
  test('an administrator comes back to replace an election, nobody else does', () => {
    const loaded = { ...later, setup: { needed: false, election: true }, replacing: true }
    expect(stepOf(loaded)).toBe('election')
    expect(stepOf({ ...loaded, mayLoad: false })).toBe('not-yours')
  })
})

describe('[SU2] the first administrator is told what is missing, field by field', () => {
  const right = { code: 'K7QM-2VXD', name: 'rina', password: 'rahasia kamar', again: 'rahasia kamar' }
  test('nothing is wrong with a code, a name and a password twice', () => expect(administratorProblems(right)).toEqual({}))
  test('every field that keeps the form from being sent is named at once', () => {
    expect(administratorProblems({ code: ' - ', name: 'r', password: 'short', again: 'other' })).toEqual({
      code: 'codeMissing',
      name: 'nameShort',
      password: 'passwordShort',
      again: 'different',
    })
    const sameAsName = { ...right, name: 'rahasia kamar' }
    expect(administratorProblems(sameAsName)).toEqual({ password: 'passwordIsName' })
  })
  test('strength is a word beside the field, never a reason to refuse', () => {
    expect(strengthOf('pendek')).toBe('short')
    expect(strengthOf('aaaaaaaaaaaaaaaa')).toBe('fair')
    expect(strengthOf('empat kuda makan siang')).toBe('good')
    expect(administratorProblems({ ...right, password: 'aaaaaaaaaa', again: 'aaaaaaaaaa' })).toEqual({})
  })
})

describe('[SU3] of a picked folder only the files of an election are sent', () => {
  const file = (name: string, size = 10) => ({ name, size })
  test('folder names do not matter, other files are named as left out, a second copy is one of them', () => {
    const files = electionFiles(
      ['pilkada/election.json', 'pilkada/TPS.CSV', 'boundaries-desa.geojson', 'catatan.docx', 'lama/tps.csv'].map((n) => file(n)),
    )
    expect(files.taken.map(({ name }) => name)).toEqual(['pilkada/election.json', 'pilkada/TPS.CSV', 'boundaries-desa.geojson'])
    expect(files.ignored).toEqual(['catatan.docx', 'lama/tps.csv'])
    expect(files.missing).toEqual([])
    expect(files.problem).toBeUndefined()
  })
  test('what is missing or too large is told before anything is sent', () => {
    expect(electionFiles([file('tps.csv')]).missing).toEqual(['election.json'])
    expect(electionFiles([file('election.json'), file('tps.csv', MOST_BYTES)]).problem).toBe('too-large')
    expect(size(1_258_291)).toBe('1,2 MB')
  })
})

describe('[SU4] all errors of a folder stand in one table: file, row, column, what to do', () => {
  test('a place is read from the right, so that a file name may hold colons', () => {
    const [row] = errorRows([{ path: 'tps: v2.csv:12:3', code: 'number', message: '"x" is no number of voters' }])
    expect(row).toEqual({
      file: 'tps: v2.csv',
      row: 12,
      column: 3,
      what: setUpWords.errors['number'],
      detail: '"x"',
    })
  })
  test('an error that this page does not know keeps the words of the server', () => {
    expect(errorRows([{ path: 'files', code: 'novel', message: 'something new' }])).toEqual([{ file: 'files', what: 'something new' }])
  })
  test('whatever the reader of a broken folder says, this page says what to do about it', () => {
    const broken = loadFolder(
      new Map([
        [
          'election.json',
          JSON.stringify({
            id: 'x',
            date: '2020-12-09',
            timezone: 'Asia/Nowhere',
            province: '64',
            form: 'none',
            contests: [{ region: '6301' }],
            extra: 1,
          }),
        ],
        ['tps.csv', 'tps,dpt,signal\n6472011001001,abc,mungkin\n6472011001001,1,\n6.47E+12,,\n6301011001001,2,\n'],
      ]),
    )
    if (broken.ok) throw new Error('a broken folder was taken')
    expect(broken.error.length).toBeGreaterThan(5)
    for (const { code } of broken.error) expect(Object.keys(setUpWords.errors)).toContain(code)
  })
})
