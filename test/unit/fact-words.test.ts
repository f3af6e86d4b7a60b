import { afterEach, describe, expect, test } from 'vitest'
import { factSentence, figuresInWords, type FactContext } from '../../client/src/fact-words.ts'
import { language } from '../../client/src/language.ts'
import { Contest } from '../../shared/election.ts'
import { formTemplate } from '../../shared/form-templates.ts'
import { Fact } from '../../shared/facts.ts'

const contest = (region: string, title: string) =>
  Contest.parse({ region, title, candidates: [1, 2].map((number) => ({ number, name: `Paslon ${number}` })) })
const MAYOR = contest('6472', 'Wali Kota Samarinda')
const known: FactContext = {
  regions: [
    { code: '6471', name: 'Kota Balikpapan' },
    { code: '6472011001', name: 'Sidodadi' },
    { code: '6471011001', name: 'Klandasan' },
  ],
  contests: [MAYOR],
}
const [ID, FORM, TPS, TO, REASON] = [
  '01JDB3ZK7Q8M4V2N5X6Y9T1W3R',
  '01JDB3ZK7Q8M4V2N5X6Y9T1W3S',
  '6472011001004',
  '6471011001002',
  'a'.repeat(64),
]
const at = { version: 1, id: ID, tps: TPS, contest: '6472', round: 1 }
const report = {
  ...at,
  type: 'form.reported',
  source: 'desk',
  basis: 'photo',
  figures: { votes: { '1': 83, '10': 7, '2': 1024 }, invalid: 4 },
}
afterEach(() => (language.value = 'id'))

test('[PM5] a TPS of a move that the reader may not see is named as outside his regions', () => {
  const { tps: _, ...elsewhere } = { ...at, type: 'form.moved', form: FORM, to: '6472011001005', reason: REASON }
  expect(factSentence(elsewhere, known)).toBe('Laporan dipindahkan dari TPS di luar wilayah Anda ke TPS 5, Sidodadi.')
})

describe('[SE3] the history names every figure that was typed into a settlement', () => {
  const typed = {
    votes: { '1': 5, '2': 1024 },
    valid: 500,
    invalid: 4,
    total: 9,
    users: { all: { m: 3, f: 4, total: 9 } },
    ballots: { used: 11 },
  }
  const fact = { ...at, type: 'form.settled', figures: typed, seen: 9, reason: REASON }
  test('votes, valid, invalid, total and every other line in the words of the paper', () => {
    const form = formTemplate('kwk-2020')
    expect(factSentence(fact, { ...known, form })).toBe(
      'Diputuskan: yang dihitung 1: 5, 2: 1.024, sah 500, tidak sah 4, sah dan tidak sah 9, Jumlah seluruh pengguna hak pilih 9 (L 3 + P 4), Jumlah surat suara yang digunakan 11.',
    )
    expect(factSentence(fact, known)).toContain('users.all 9 (L 3 + P 4), ballots.used 11')
  })
})

describe('[TP1] every kind of fact is told in one sentence, in both languages', () => {
  const facts: readonly (readonly [Record<string, unknown>, string])[] = [
    [report, 'Operator (membaca foto) melaporkan 1: 83, 2: 1.024, 10: 7, tidak sah 4.'],
    [
      { ...report, replaces: FORM, cause: 'own-typing', figures: { votes: { '1': 8 } } },
      'Operator (membaca foto) melaporkan 1: 8; menggantikan laporannya sendiri karena salah ketik.',
    ],
    [
      { ...report, figures: {}, photos: [REASON], movedFrom: { room: '6471', form: FORM, by: 'account:A', at: '2020-12-09T08:00:00Z' } },
      'Operator (membaca foto) melaporkan foto tanpa angka; dipindahkan dari Kota Balikpapan.',
    ],
    [{ ...at, type: 'form.settled', form: FORM, seen: 9, reason: REASON }, 'Diputuskan: yang dihitung laporan.'],
    [{ ...at, type: 'form.settled', figures: { votes: { '1': 5 } }, seen: 9, reason: REASON }, 'Diputuskan: yang dihitung 1: 5.'],
    [
      { ...at, type: 'form.moved', form: FORM, to: '6472011001005', reason: REASON },
      'Laporan dipindahkan dari TPS 4, Sidodadi ke TPS 5, Sidodadi.',
    ],
    [
      { ...at, type: 'form.withdrawn', form: FORM, to: TO, reason: REASON },
      'Laporan dipindahkan dari TPS 4, Sidodadi ke TPS 2, Klandasan, di ruang hitung lain.',
    ],
    [
      { ...at, type: 'round.ordered', round: 2, kind: 'PSU', reason: REASON },
      'Pemungutan suara ulang (PSU) dicatat: putaran 2 dimulai; angka putaran sebelumnya keluar dari hitungan.',
    ],
    [
      { type: 'register.amended', version: 1, id: ID, tps: TPS, change: 'dpt-corrected', dpt: 301, reason: REASON },
      'DPT dibetulkan menjadi 301.',
    ],
    [
      { type: 'register.amended', version: 1, id: ID, tps: TPS, change: 'added', reason: REASON },
      'TPS dimasukkan ke daftar; DPT belum diketahui.',
    ],
    [
      { type: 'register.amended', version: 1, id: ID, tps: TPS, change: 'withdrawn', reason: REASON },
      'TPS ditarik dari daftar; angkanya keluar dari hitungan.',
    ],
    [{ type: 'witness.checked-in', version: 1, id: ID, tps: TPS, method: 'self' }, 'Saksi hadir di TPS.'],
    [{ type: 'incident.reported', version: 1, id: ID, tps: TPS, kind: 'late-opening' }, 'Kejadian dilaporkan: TPS terlambat dibuka.'],
    [{ type: 'copy.stated', version: 1, id: ID, tps: TPS, contest: '6472', copy: 'refused' }, 'KPPS menolak memberi salinan C.Hasil.'],
  ]
  test.each(facts)('%s', (fact, sentence) => {
    expect(Fact.safeParse(fact).success).toBe(true)
    expect(factSentence(fact, known)).toBe(sentence)
    language.value = 'en'
    const english = factSentence(fact, known)
    expect(english).toMatch(/^[A-Z].*\.$/)
    expect(english).not.toBe(sentence)
  })
  test('the contest is named only where a TPS votes in several', () => {
    expect(factSentence(report, { ...known, contests: [contest('64', 'Gubernur'), MAYOR] })).toContain(
      'melaporkan Wali Kota Samarinda: 1: 83',
    )
  })
  test('a form whose entry is known is pointed to', () => {
    const fact = { ...at, type: 'form.settled', form: FORM, seen: 9, reason: REASON }
    expect(factSentence(fact, { ...known, entryOf: (form) => (form === FORM ? 12 : undefined) })).toBe(
      'Diputuskan: yang dihitung laporan #12.',
    )
  })
  test('a kind that is not known yet is named and breaks nothing', () => {
    expect(factSentence({ type: 'photo.stored', version: 1 }, known)).toBe('Catatan jenis photo.stored.')
  })
  test('figures without any vote say so', () => {
    expect(figuresInWords({})).toBe('foto tanpa angka')
  })
})
