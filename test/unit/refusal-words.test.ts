import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ApiFailure } from '../../client/src/api.ts'
import { language } from '../../client/src/language.ts'
import { fieldMessages, tellFailure } from '../../client/src/refusal-words.ts'
import { errorRows } from '../../client/src/screens/set-up/error-table.ts'
import { Form } from '../../shared/form.ts'
import { invalid, refuse, toProblem, type Refusal } from '../../shared/refusal.ts'
import { invalidAt } from '../../shared/room-rules.ts'

afterEach(() => (language.value = 'id'))
const refused = (refusal: Refusal): ApiFailure => ({ kind: 'refused', problem: toProblem(refusal) })

describe('[WD6] what the server refuses is told in the language on screen', () => {
  test('a field by its code, none of it in English under Indonesian', () => {
    const read = Form.safeParse({ id: 7, tps: '64', contest: '6472', figures: { votes: { '1': -1 } }, more: 1 })
    if (read.success) throw new Error('a broken form was taken')
    const failure = refused(invalid(read.error))
    expect(fieldMessages(failure).get('figures.votes.1')).toBe('Terlalu kecil atau terlalu pendek.')
    for (const message of fieldMessages(failure).values()) expect(message).not.toMatch(/Invalid|expected|must|Unrecognized/)
    language.value = 'en'
    expect(fieldMessages(failure).get('figures.votes.1')).toBe('Too small or too short.')
  })
  test('a known reason with its figures', () => {
    const failure = refused(invalidAt('round', 'round 3 was not ordered for this TPS; it is in round 1'))
    expect(fieldMessages(failure).get('round')).toBe('Putaran 3 belum dicatat untuk TPS ini; sekarang putaran 1.')
    expect(tellFailure(failure)).toBe('Putaran 3 belum dicatat untuk TPS ini; sekarang putaran 1.')
    expect(tellFailure(refused(refuse('forbidden', 'you reported this TPS yourself; a third person settles')))).toContain('orang ketiga')
  })
  test('a reason nobody knows: the code decides, and only readers of English see the words of the server', () => {
    const failure = refused(invalidAt('dpt', 'something quite new'))
    expect(fieldMessages(failure).get('dpt')).toBe('Isian ini ditolak server. Periksa kembali.')
    expect(tellFailure(failure)).toContain('Perbaiki yang ditandai')
    language.value = 'en'
    expect(fieldMessages(failure).get('dpt')).toBe('something quite new')
  })
  test('every code of zod has its words', () => {
    const broken = z.object({ a: z.string().min(3), b: z.enum(['x']), c: z.iso.date(), d: z.number().max(1).multipleOf(2) }).strict()
    const read = broken.safeParse({ a: 'a', b: 'y', c: 'z', d: 3, e: 1 })
    for (const message of fieldMessages(refused(invalid(read.error as z.ZodError))).values())
      expect(message).not.toContain('ditolak server')
  })
})

test('[WD7] the set-up table gives readers of Indonesian the values, rows and columns that stand in the English words', () => {
  const rows = (): unknown[] =>
    errorRows([
      { path: 'tps.csv:7:1', code: 'duplicate', message: 'TPS 6472011001001 stands in row 5 already' },
      { path: 'tps.csv:1:1', code: 'missing-column', message: 'the header has no column tps' },
      { path: 'tps.csv:3:2', code: 'number', message: '"abc" is no number of voters: a whole number from 0 to 5000, or empty' },
      { path: 'tps.csv:2:1', code: 'empty', message: 'the register holds no TPS' },
    ]).map(({ detail }) => detail)
  expect(rows()).toEqual(['6472011001001, baris 5', 'kolom tps', '"abc"', undefined])
  language.value = 'en'
  expect(rows()[1]).toBe('the header has no column tps')
})
