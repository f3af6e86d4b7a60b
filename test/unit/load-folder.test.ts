import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { areaNames } from '../../server/election/area-names.ts'
import { tellFolderError } from '../../server/election/folder-error.ts'
import { loadFolder } from '../../server/election/load-folder.ts'
import { readElectionFolder } from '../../server/election/read-folder.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import { electionFolder } from '../../server/election/write-folder.ts'
import { aFolder, anElectionFile, errorsOf, loaded, refusals } from '../support/election-folder.ts'

const [governor, mayor] = anElectionFile.contests
const BOM = '\uFEFF'

describe('[EL7] an election folder is read as spreadsheets and people write it', () => {
  test('a right folder is an election; an empty dpt is unknown and what is left out has its default', () => {
    const { election } = loaded(aFolder())
    expect(election.tps).toEqual([{ tps: '6472011001001', dpt: 290 }, { tps: '6472011001002' }])
    expect(election.contests[0]?.candidates[0]).toEqual({ number: 1, name: 'Paslon 1', kind: 'pair', ours: false })
    expect(election.simulated).toBe(false)
  })
  test.each([
    ['semicolons, CRLF and a BOM', `${BOM}tps;dpt;signal\r\n6472011001001;290;ya\r\n`],
    ['quoted cells and spaces', 'tps, dpt ,signal\n"6472011001001", "290" ,"Yes"\n\n'],
    ['tabs and capitals', 'TPS\tDPT\tSIGNAL\n6472011001001\t290\t1'],
    ['dots in the code', 'tps,dpt,signal\n64.72.01.1001.001,290,true\n'],
    ['a station number after the dotted village', 'signal,tps,dpt\ntrue,6472011001.001,290\n'],
  ])('%s', (_what, tps) => {
    expect(loaded(aFolder({ tps })).election.tps).toEqual([{ tps: '6472011001001', dpt: 290, signal: true }])
  })
  test('line ends of three kinds in one file, as pasted sheets have', () => {
    const tps = 'tps,dpt\r\n6472011001001,1\n6472011001002,2\r6472011001003,3'
    expect(loaded(aFolder({ tps })).election.tps.map((row) => row.dpt)).toEqual([1, 2, 3])
  })
  test('a folder name before the file, capitals and other files do not matter', () => {
    const uploaded = new Map(
      [...aFolder({ others: { 'catatan.xlsx': '\0' } })].map(([name, text]) => [`Pilkada/${name.toUpperCase()}`, text]),
    )
    expect(loaded(uploaded).election.tps).toHaveLength(2)
  })
  test('every column of the register is kept, and a DPT above the maximum is for a check to find', () => {
    const tps = 'tps,dpt,dpt_m,dpt_f,signal,expected_by\n6472011001001,1200,600,600,tidak,21:30\n6472011001002,0,,,no,03:15\n'
    expect(loaded(aFolder({ tps })).election.tps).toEqual([
      { tps: '6472011001001', dpt: 1200, dptM: 600, dptF: 600, signal: false, expectedBy: '2024-11-27T13:30:00.000Z' },
      { tps: '6472011001002', dpt: 0, signal: false, expectedBy: '2024-11-27T19:15:00.000Z' },
    ])
  })
  test('codes in election.json may have dots too', () => {
    const { election } = loaded(aFolder({ election: { notVoting: ['64.09'], contests: [governor, { ...mayor, region: '64.72' }] } }))
    expect([election.notVoting, election.contests.map(({ region }) => region)]).toEqual([['6409'], ['64', '6472']])
  })
  test('rows come out by code, whatever their order', () => {
    const { election } = loaded(aFolder({ tps: 'tps\n6472011001002\n6472011001001\n' }))
    expect(election.tps.map((row) => row.tps)).toEqual(['6472011001001', '6472011001002'])
  })
  test('a TPS of a regency that does not vote may stand in the register', () => {
    expect(loaded(aFolder({ tps: 'tps\n6472011001001\n6409011001001\n' })).election.tps).toHaveLength(2)
  })
  test('unknown columns are ignored and named', () => {
    expect(loaded(aFolder({ tps: 'tps,saksi\n6472011001001,Ani\n' })).notes).toMatchObject([{ en: 'tps.csv: column saksi is ignored' }])
  })
})

describe('[EL8] what is wrong in a folder is told all at once, by file, row and column', () => {
  const register = (...rows: string[]) => ['tps,dpt,dpt_m,dpt_f,signal,expected_by', ...rows].join('\n')
  test.each<[string, string, string[]]>([
    ['a spreadsheet made the code a number', register('6.47201E+12'), ['tps.csv:2:1 code-not-text']],
    ['with a decimal comma', register('"6,47201E+12"'), ['tps.csv:2:1 code-not-text']],
    ['with a decimal', register('6472011001001.0'), ['tps.csv:2:1 code-not-text']],
    ['the zeros of the station are lost', register('64720110011'), ['tps.csv:2:1 code-not-text']],
    ['the zeros are lost between dots', register('64.72.1.1001.0011'), ['tps.csv:2:1 code-not-text']],
    ['words instead of a code', register('TPS 1'), ['tps.csv:2:1 code']],
    ['no code at all', register(',290'), ['tps.csv:2:1 code']],
    ['a TPS twice', register('6472011001001', '6472011001002', '64.72.01.1001.001'), ['tps.csv:4:1 duplicate']],
    ['another province', register('6371011001001', '6472011001001'), ['tps.csv:2:1 outside-province']],
    ['a negative DPT', register('6472011001001,-3'), ['tps.csv:2:2 number']],
    ['a DPT with a fraction', register('6472011001001,1.234'), ['tps.csv:2:2 number']],
    ['words as DPT by sex', register('6472011001001,290,kosong,150'), ['tps.csv:2:3 number']],
    ['an unreadable signal', register('6472011001001,290,,,mungkin'), ['tps.csv:2:5 signal']],
    ['an impossible time', register('6472011001001,290,,,,25:00'), ['tps.csv:2:6 time']],
    ['a row too long', register('6472011001001,1,2,3,ya,21:00,9'), ['tps.csv:2:7 too-many-cells']],
    ['an empty register', register(), ['tps.csv:2:1 empty']],
    ['an empty file', '', ['tps.csv:1:1 missing-column']],
    ['no tps column', 'kode,dpt\n6472011001001,290\n', ['tps.csv:1:1 missing-column']],
    ['a column twice', 'tps,dpt,DPT\n6472011001001,290,3\n', ['tps.csv:1:3 duplicate-column']],
    ['an open quote', 'tps,dpt\n6472011001001,"290\n6472011001002,1\n', ['tps.csv:3:1 csv']],
    ['another encoding', 'tps,dpt\n6472011001001,\uFFFD\n', ['tps.csv:1:1 encoding']],
  ])('tps.csv: %s', (_what, tps, errors) => {
    expect(errorsOf(aFolder({ tps }))).toEqual(errors)
  })
  test('row numbers are those of the spreadsheet, blank rows counted', () => {
    expect(errorsOf(aFolder({ tps: 'tps\r\n\r\n6472011001001\r\n\r\nx\r\n' }))).toEqual(['tps.csv:5:1 code'])
  })
  test('a TPS that no contest covers is refused unless its regency is named as not voting', () => {
    const election = { contests: [mayor] }
    expect(errorsOf(aFolder({ election, tps: 'tps\n6472011001001\n6474011001001\n6409011001001\n' }))).toEqual(['tps.csv:3:1 no-contest'])
  })
  const lineOf = (election: object, needle: string) => {
    const lines = JSON.stringify({ ...anElectionFile, ...election }, undefined, 2).split('\n')
    return lines.findIndex((line) => line.includes(needle)) + 1
  }
  test.each<[string, object, string, string, string]>([
    ['an unknown time zone', { timezone: 'WITA' }, 'WITA', 'unknown-timezone', 'timezone: '],
    ['an unknown form', { form: 'kwk-2031' }, 'kwk-2031', 'unknown-form', 'form: '],
    ['a form without its pages', { form: { id: 'x' } }, '"form"', 'invalid', 'form.pages: '],
    ['a date that is none', { date: '2024-02-30' }, '2024-02-30', 'invalid', 'date: '],
    ['a holiday that is none', { holidays: ['25 Des'] }, '25 Des', 'invalid', 'holidays.0: '],
    [
      'a wrong colour',
      { contests: [governor, { ...mayor, candidates: [{ number: 1, name: 'A', colour: 'red' }] }] },
      '"red"',
      'invalid',
      'contests.1.candidates.0.colour: ',
    ],
    ['a contest twice', { contests: [mayor, { ...mayor, region: '64.72' }] }, '64.72', 'duplicate', 'contests.1.region: '],
    [
      'a candidate number twice',
      {
        contests: [
          {
            ...governor,
            candidates: [
              { number: 7, name: 'A' },
              { number: 7, name: 'Zz' },
            ],
          },
          mayor,
        ],
      },
      '"Zz"',
      'duplicate',
      'contests.0.candidates.1.number: ',
    ],
    [
      'a contest in no region',
      { contests: [governor, mayor, { ...mayor, region: '6499' }] },
      '6499',
      'unknown-region',
      'contests.2.region: ',
    ],
    ['a contest without a TPS', { contests: [governor, mayor, { ...mayor, region: '6474' }] }, '6474', 'no-tps', 'contests.2.region: '],
    [
      'a contest in another province',
      { contests: [governor, mayor, { ...mayor, region: '6371' }] },
      '6371',
      'outside-province',
      'contests.2.region: ',
    ],
    ['a code as a number', { province: 64 }, '"province"', 'code-not-text', 'province: '],
    ['a region that does not vote but has a contest', { notVoting: ['6472'] }, '"6472"', 'contradiction', 'notVoting.0: '],
    ['a district that does not vote', { notVoting: ['640901'] }, '640901', 'not-a-regency', 'notVoting.0: '],
    ['a field nobody knows', { candidates: [] }, '"candidates": []', 'unknown-key', 'candidates: '],
  ])('election.json: %s', (_what, election, needle, code, words) => {
    const found = refusals(aFolder({ election })).find((error) => error.code === code)
    expect(found).toMatchObject({ file: 'election.json' })
    expect(found?.message.startsWith(words)).toBe(true)
    const at = lineOf(election, needle)
    expect(Math.abs((found?.row ?? 0) - at)).toBeLessThanOrEqual(1)
  })
  test('a field that is missing is told by name', () => {
    const { name: _name, ...nameless } = anElectionFile
    expect(refusals(aFolder({ election: JSON.stringify(nameless) }))).toMatchObject([
      { code: 'missing', message: 'name: this field is missing' },
    ])
  })
  test('broken JSON is told where it breaks', () => {
    expect(errorsOf(aFolder({ election: '{\n  "id": "x",\n}' }))).toEqual(['election.json:3:1 not-json'])
  })
  test('missing files are named', () => {
    expect(errorsOf(new Map())).toEqual(['election.json:1:1 missing-file', 'tps.csv:1:1 missing-file'])
  })
  test('mistakes of all files come together, and each is one line', () => {
    const folder = aFolder({
      election: { timezone: 'WITA', date: 'besok', contests: [governor, mayor, mayor] },
      tps: 'tps,dpt\n6472011001001,-1\n6472011001001,2\nx,3\n',
      others: { 'regions.csv': 'code,name\n64.72,\n', 'boundaries.geojson': '[]' },
    })
    expect(errorsOf(folder).map((error) => error.replace(/:\d+:\d+/, ''))).toEqual([
      'election.json invalid',
      'election.json unknown-timezone',
      'election.json duplicate',
      'regions.csv name',
      'tps.csv number',
      'tps.csv duplicate',
      'tps.csv code',
      'boundaries.geojson not-geojson',
    ])
    expect(refusals(folder).map(tellFolderError)[5]).toBe('tps.csv:3:1 duplicate TPS 6472011001001 stands in row 2 already')
  })
  test('a register that is wrong throughout is told for its first thousand rows', () => {
    const all = refusals(aFolder({ tps: `tps\n${'x\n'.repeat(1500)}` })).filter((error) => error.file === 'tps.csv')
    expect([all.length, all.at(-1)?.message]).toEqual([1001, '500 more errors in this file are not listed'])
  })
  test('more rows than the largest province has TPS are refused', () => {
    const rows = Array.from({ length: 200_001 }, () => '6')
    expect(errorsOf(aFolder({ tps: `tps\n${rows.join('\n')}\n` })).filter((error) => error.startsWith('tps.csv'))).toEqual([
      'tps.csv:200002:1 too-many-rows',
    ])
  })
})

describe('[EL9] regions are completed up to the province and named', () => {
  test("names come from regions.csv, else from today's official list, else the code stands for itself", () => {
    const tps = 'tps\n6472011001001\n6472999001001\n'
    const { election } = loaded(aFolder({ tps, others: { 'regions.csv': 'code;name;short\n64.72;"Kota Samarinda; kita";SMD\n' } }))
    expect(election.regions).toEqual([
      { code: '64', name: 'Kalimantan Timur' },
      { code: '6409', name: 'Kabupaten Penajam Paser Utara', short: 'Penajam Paser Utara' },
      { code: '6472', name: 'Kota Samarinda; kita', short: 'SMD' },
      { code: '647201', name: 'Palaran' },
      { code: '6472011001', name: 'Rawa Makmur' },
      { code: '647299', name: '647299' },
      { code: '6472999001', name: '6472999001' },
    ])
  })
  test("today's names of every province can be read, odd quotes included", () => {
    const provinces = areaNames('63')
    expect(provinces.get('6309032008')).toBe('Pulau Ku"u')
    const all = ['11', '12', '31', '32', '34', '64', '91', '96'].map((province) => areaNames(province).get(province))
    expect(all).toEqual([
      'Aceh',
      'Sumatera Utara',
      'DKI Jakarta',
      'Jawa Barat',
      'Daerah Istimewa Yogyakarta',
      'Kalimantan Timur',
      'Papua',
      'Papua Barat Daya',
    ])
  })
  test.each([
    ['code,name\n64.72,A\n6472,B\n', 'regions.csv:3:1 duplicate'],
    ['code,name\n6371,A\n', 'regions.csv:2:1 outside-province'],
    ['code,name\n647,A\n', 'regions.csv:2:1 code-not-text'],
    ['kode,name\n6472,A\n', 'regions.csv:1:1 missing-column'],
  ])('regions.csv %j is refused', (text, error) => {
    expect(errorsOf(aFolder({ others: { 'regions.csv': text } }))).toEqual([error])
  })
})

describe('[EL12] what has no canonical JSON, or only looks like a word, is refused before anything is kept', () => {
  test.each(['a\0b', 'a\uD800'])('a name %j', (name) => {
    const contests = [{ ...governor, title: name }, mayor]
    expect(refusals(aFolder({ election: { name, contests } })).map(({ code }) => code)).toEqual(['invalid', 'invalid'])
  })
  test('a region name with half a character', () => {
    expect(errorsOf(aFolder({ others: { 'regions.csv': 'code,name\n6472,a\uD800\n' } }))).toEqual(['regions.csv:1:1 encoding'])
  })
  test.each(['constructor', '__proto__', 'toString'])('signal %s', (signal) => {
    expect(errorsOf(aFolder({ tps: `tps,signal\n6472011001001,${signal}\n` }))).toEqual(['tps.csv:2:2 signal'])
  })
})

describe('[EL10] a folder holds the whole election: written and read again it is the same', () => {
  const election = templateElection('kaltim-2020', { seed: 5, tps: 300 })
  test('the template survives the way through a folder on disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'election-'))
    try {
      for (const [name, text] of electionFolder(election)) writeFileSync(join(folder, name), text)
      const texts = await readElectionFolder(folder)
      expect(texts.ok && [...texts.value.keys()]).toEqual(['election.json', 'regions.csv', 'tps.csv'])
      expect(loadFolder(texts.ok ? texts.value : new Map(), { simulated: true })).toMatchObject({
        ok: true,
        value: { election, notes: [] },
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
  test('a name with a comma or a quote survives too', () => {
    const regions = election.regions.map((region) =>
      region.short === 'Samarinda' ? { ...region, name: 'Kota "Tepian", Samarinda' } : region,
    )
    const again = loaded(electionFolder({ ...election, regions }))
    expect(again.election.regions).toEqual(regions)
  })
  test('a folder that is not there is refused', async () => {
    expect(await readElectionFolder('/nowhere/at/all')).toMatchObject({ ok: false, error: [{ code: 'unreadable' }] })
  })
})
