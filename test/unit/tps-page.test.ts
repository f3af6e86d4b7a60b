import { afterEach, describe, expect, test } from 'vitest'
import { addressOf, workQuery } from '../../client/src/screens/findings/work-query.ts'
import { language } from '../../client/src/language.ts'
import {
  whenItArrives,
  whenItLeaves,
  whenListed,
  whenRoundBegins,
  whenSettled,
  type Place,
} from '../../client/src/screens/tps/before-after.ts'
import { registerSays } from '../../client/src/screens/tps/register-says.ts'
import { whySentence } from '../../client/src/screens/tps/why.ts'
import type { TpsAnswer } from '../../shared/answers.ts'
import { Contest } from '../../shared/election.ts'
import type { ContestId, TpsId } from '../../shared/ids.ts'
import type { Report, Settlement } from '../../shared/report.ts'
import { aCell, aReading, aReport, aSettlement, figures, otherFigures } from '../support/builders.ts'

const contest = Contest.parse({
  region: '6472',
  title: 'Wali Kota Samarinda',
  candidates: [1, 2, 3].map((number) => ({ number, name: `Paslon ${number}` })),
})
const clock = { date: '2020-12-09', timezone: 'Asia/Makassar' }
const people = { 'witness-1': 'Ani', 'operator-1': 'Budi', coordinator: 'Citra' }
const witness = aReport({ seq: 1 })
const desk = aReading({ seq: 2, figures: otherFigures() })

function answer(reports: readonly Report[], settlements: readonly Settlement[] = [], more: Partial<TpsAnswer> = {}): TpsAnswer {
  return {
    tps: '6472011001004' as TpsId,
    path: [],
    seq: 9,
    registered: { dpt: 290, withdrawn: false },
    reports: reports.map(({ tps: _tps, photos, ...report }) => ({ ...report, photos: [...photos] })),
    settlements: settlements.map((one) => ({ ...one, contest: '6472' as ContestId, round: 1 })),
    standings: [],
    findings: [],
    photos: [],
    history: [],
    people,
    ...more,
  }
}
const why = (...given: Parameters<typeof answer>): string => whySentence(answer(...given), { contest, round: 1 }, clock)
afterEach(() => (language.value = 'id'))

describe('[TP5] what counts and why is one sentence: the rule, who, when', () => {
  test.each([
    ['nothing', [], 'Belum ada angka dari TPS ini.'],
    ['one person', [witness], 'Yang dihitung laporan Ani (15.01 WITA), karena baru satu orang yang melaporkan lengkap.'],
    [
      'two who differ',
      [witness, desk],
      'Beda angka antara Ani dan Budi; untuk sementara dihitung laporan Budi (15.02 WITA), menurut urutan operator, saksi, lalu buku kerja.',
    ],
    [
      'two who differ, the one that counts before the other',
      [aReading({ seq: 1 }), aReport({ seq: 2, figures: otherFigures() })],
      'Beda angka antara Budi dan Ani; untuk sementara dihitung laporan Budi (15.01 WITA), menurut urutan operator, saksi, lalu buku kerja.',
    ],
    [
      'two alike, one reading',
      [witness, aReading({ seq: 2 })],
      'Cocok: Ani dan Budi sama angkanya (15.02 WITA), dan sedikitnya satu dari mereka membaca foto atau kertasnya di kamar hitung.',
    ],
    [
      'somebody erased',
      [aReport({ seq: 1, by: 'account:01JXYZ' })],
      'Yang dihitung laporan akun …JXYZ (15.01 WITA), karena baru satu orang yang melaporkan lengkap.',
    ],
  ] as const)('%s', (_name, reports, sentence) => {
    expect(why(reports)).toBe(sentence)
    language.value = 'en'
    expect(why(reports)).toMatch(/^[A-Z].*\.$/)
    expect(why(reports)).not.toBe(sentence)
  })
  test('a settlement, and who doubted it later', () => {
    const settled = aSettlement({ seq: 3 })
    expect(why([witness, desk], [settled])).toBe('Yang dihitung keputusan Citra (15.03 WITA).')
    const later = aReading({ seq: 5, figures: figures({ votes: { '1': 1, '2': 2, '3': 3 } }) })
    expect(why([witness, later], [settled])).toBe(
      'Yang dihitung keputusan Citra (15.03 WITA), tetapi Budi sesudah itu melaporkan angka lain (15.05 WITA).',
    )
  })
  test('outside the register nothing counts, whatever the reports say', () => {
    expect(why([witness], [], { registered: undefined })).toContain('tidak ada dalam daftar')
    expect(why([witness], [], { registered: { withdrawn: true } })).toContain('ditarik dari daftar')
  })
})

describe('[TP13] a machine that differs from a person is told of, and is no conflict', () => {
  const machine = aReport({ seq: 3, by: 'token:M', source: 'api', basis: 'message', figures: otherFigures() })
  test('after the reason, in both languages', () => {
    const told = why([witness, machine], [], { people: { ...people, 'token:M': 'Sirekap' } })
    expect(told).toBe(
      'Yang dihitung laporan Ani (15.01 WITA), karena baru satu orang yang melaporkan lengkap. Angka dari mesin (Sirekap) berbeda, tetapi mesin bukan orang: perbedaannya ditampilkan dan tidak menjadi "beda angka".',
    )
    language.value = 'en'
    expect(why([witness, machine])).toContain('machines are no persons')
  })
  test('not of one that agrees, nor of a machine alone', () => {
    for (const reports of [[witness, { ...machine, figures: figures() }], [machine]]) expect(why(reports)).not.toContain('bukan orang')
  })
})

describe('[TP6] before a decision the page says what will count after it, by the rules of the room', () => {
  const place = (reports: readonly Report[], settlements: readonly Settlement[] = [], registered = true): Place => ({
    cell: aCell(reports, settlements),
    contest,
    registered,
  })
  test('settled: the chosen figures', () => {
    const { before, after } = whenSettled(place([witness, desk]), { figures: witness.figures, form: witness.id })
    expect([before.knowledge, before.figures]).toEqual(['conflict', desk.figures])
    expect([after.knowledge, after.figures]).toEqual(['settled', witness.figures])
  })
  test('settled again: the last one, whatever was settled before', () => {
    const { after } = whenSettled(place([witness], [aSettlement({ seq: 3, figures: otherFigures() })]), { figures: figures() })
    expect(after).toMatchObject({ knowledge: 'settled', figures: figures() })
  })
  test('moved: there it counts, here the rest does, and a settlement that chose it falls', () => {
    const here = place([witness, desk], [aSettlement({ seq: 3, form: desk.id, figures: desk.figures })])
    expect(whenItLeaves(here, desk).after).toEqual({ knowledge: 'provisional', figures: witness.figures })
    expect(whenItArrives(place([]), desk, true)).toEqual({
      before: { knowledge: 'none' },
      after: { knowledge: 'provisional', figures: desk.figures },
    })
  })
  test('moved within a room it keeps its place in time, in another room it is the newest', () => {
    const newer = aReport({ seq: 8, by: desk.by, source: 'desk', basis: 'photo' })
    expect(whenItArrives(place([newer]), desk, true).after.figures).toEqual(newer.figures)
    expect(whenItArrives(place([newer]), desk, false).after.figures).toEqual(desk.figures)
  })
  test('a new round: nothing, until somebody reports of it', () => {
    expect(whenRoundBegins(place([witness])).after).toEqual({ knowledge: 'none' })
  })
  test('withdrawn and added: the same reports, out of the totals and in them', () => {
    expect(whenListed(place([witness]), false).after.figures).toBeUndefined()
    const { before, after } = whenListed(place([witness], [], false), true)
    expect([before.figures, after.figures]).toEqual([undefined, witness.figures])
  })
})

describe('[WK5] the address of the work list holds list, region and severity', () => {
  test('and nothing else; what it does not know is left out', () => {
    for (const query of [
      { list: 'decide' as const },
      { list: 'parked' as const, region: '6472' },
      { list: 'findings' as const, region: '647201', severity: 'high' as const },
    ])
      expect(workQuery(addressOf(query))).toEqual(query)
    expect(workQuery({ daftar: 'x', wilayah: 'y' })).toEqual({ list: 'decide' })
    expect(workQuery({ tingkat: 'critical' })).toEqual({ list: 'findings', severity: 'critical' })
  })
})

describe('[TP12] a TPS nobody has reported has its page', () => {
  test('that nothing is counted, and what the register says and does not say', () => {
    const bare = answer([], [], { registered: { dpt: 269, signal: false, withdrawn: false } })
    expect(whySentence(bare, { contest, round: 1 }, clock)).toBe('Belum ada angka dari TPS ini.')
    expect(registerSays(bare)).toEqual([
      'Menurut daftar: DPT 269 pemilih.',
      'Menurut daftar tanpa sinyal: dijemput, bukan ditelepon.',
      'Siapa saksinya dan siapa yang dapat dihubungi belum tercatat di sini.',
    ])
    expect(registerSays(answer([], [], { registered: { withdrawn: false } })).slice(0, 2)).toEqual([
      'Daftar tidak menyebut DPT-nya.',
      'Daftar tidak menyebut ada tidaknya sinyal.',
    ])
  })
})
