import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '../../server/http/routes/table.ts'
import { Problem, STATUS } from '../../shared/refusal.ts'
import { ContractExample, differenceOf } from '../support/contract-example.ts'
import { type ContractRun, contractRun } from '../support/contract-run.ts'

const examplesOf = (file: string): ContractExample[] =>
  z.array(ContractExample).parse(JSON.parse(readFileSync(new URL(`../fixtures/contract/${file}.json`, import.meta.url), 'utf8')))

/** Each file's examples build on each other; `set-up` starts on an empty data folder. */
const FILES = ['forms', 'reading', 'people', 'set-up'] as const
const examples = Object.fromEntries(FILES.map((file) => [file, examplesOf(file)])) as Record<(typeof FILES)[number], ContractExample[]>

/** The line of the route table an example asks, and what its answer has to be beside equal. */
const lineOf = ({ request }: ContractExample) => {
  const path = request.path.replace(/\?.*/, '')
  const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  return ROUTES.find((line) => line.method === request.method.toLowerCase() && fits(line.path))
}

describe.each(FILES)('[HT2] every example of the contract is answered as it says: %s', (file) => {
  let run: ContractRun
  beforeAll(async () => {
    run = await contractRun({ election: file !== 'set-up' })
  })
  afterAll(() => run.stop())

  test.each(examples[file].map((example) => [example.name, example] as const))('%s', async (_, example) => {
    const answer = await run.ask(example)
    expect(answer.status, answer.text).toBe(example.answer.status)
    expect(differenceOf(example.answer.body, answer.body)).toBeUndefined()
    const cookie = answer.headers.getSetCookie()[0]?.replace(/=[\w-]{43};/, '=<secret>;')
    if (example.answer.headers?.['set-cookie']) expect(cookie).toBe(example.answer.headers['set-cookie'])
    if (example.answer.headers?.['retry-after']) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    if (answer.status >= 400) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
      expect(Problem.parse(answer.body).status).toBe(answer.status)
    } else {
      const schema = lineOf(example)?.answers[answer.status]
      expect(schema, `${example.request.path} answers ${answer.status}`).toBeDefined()
      if (schema instanceof z.ZodType) schema.parse(answer.body)
    }
  })
})

test('[HT3] the contract has an example of every request, every answer and every problem code', () => {
  const all = FILES.flatMap((file) => examples[file])
  const answered = new Set(all.map((example) => `${lineOf(example)?.method} ${lineOf(example)?.path} ${example.answer.status}`))
  const owed = ROUTES.flatMap((line) => Object.keys(line.answers).map((status) => `${line.method} ${line.path} ${status}`))
  expect(owed.filter((one) => !answered.has(one))).toEqual([])
  const told = new Set(all.map(({ answer }) => (answer.body as { code?: string } | undefined)?.code))
  // Those need a broken machine: rules RM7, RM8, RM13 and HT8 bring them about.
  const broken = ['busy', 'disk-full', 'internal']
  expect(Object.keys(STATUS).filter((code) => !told.has(code) && !broken.includes(code))).toEqual([])
})
