import { describe, expect, test } from 'vitest'
import { FormTemplate } from '../../shared/election.ts'
import { Figures } from '../../shared/form.ts'
import { FORM_TEMPLATE_IDS, formTemplate } from '../../shared/form-templates.ts'

const linesOf = (id: string) => formTemplate(id)?.pages.flatMap((page) => page.blocks.flatMap((block) => block.lines)) ?? []
const blocksOf = (id: string) => formTemplate(id)?.pages.map((page) => page.blocks.map((block) => block.id))

/** Every figure of a form by its path; a line by sexes is one. */
const PATHS = Object.entries(Figures.shape).flatMap(([name, schema]) => {
  const inner = schema.unwrap()
  return 'shape' in inner ? Object.keys(inner.shape).map((line) => `${name}.${line}`) : [name]
})

describe('[EL11] a built-in form has the lines of the paper, in its order', () => {
  test.each(FORM_TEMPLATE_IDS.map((id) => [id]))('%s has every figure once, with words in both languages', (id) => {
    expect(FormTemplate.parse(formTemplate(id))).toEqual(formTemplate(id))
    expect(
      linesOf(id)
        .map((line) => line.field)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(PATHS.toSorted((a, b) => (a < b ? -1 : 1)))
    for (const { label } of linesOf(id)) expect([label.id, label.en].every((words) => words.length > 5)).toBe(true)
  })
  test('voters, users, disability and ballots on the first page, votes and sums on the second', () => {
    expect(blocksOf('kwk-2020')).toEqual([
      ['A.1', 'A.2', 'B', 'C'],
      ['D', 'E-G'],
    ])
  })
  test('the other layout has the disability block after the ballots', () => {
    expect(blocksOf('kwk-2020-ballots-first')?.[0]).toEqual(['A.1', 'A.2', 'C', 'B'])
  })
  test('men and women are written for people, one number for papers and votes', () => {
    const bySex = linesOf('kwk-2020').filter((line) => line.sexes)
    expect(new Set(bySex.map((line) => line.field.split('.')[0]))).toEqual(new Set(['voters', 'users', 'disabled']))
    expect(bySex).toHaveLength(10)
  })
  test('an election may bring its own layout, and an unknown name is none', () => {
    const own = { id: 'own', pages: [] }
    expect([formTemplate(own), formTemplate('kwk-2031')]).toEqual([own, undefined])
  })
})
