import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '../../server/http/routes/table.ts'
import { Problem, STATUS } from '../../shared/refusal.ts'
import type { Answer } from '../support/caller.ts'
import { ContractExample, differenceOf } from '../support/contract-example.ts'
import { type ContractRun, contractRun } from '../support/contract-run.ts'

const examplesOf = (file: string): ContractExample[] =>
  z.array(ContractExample).parse(JSON.parse(readFileSync(new URL(`../fixtures/contract/${file}.json`, import.meta.url), 'utf8')))

/** Each file's examples build on each other; `set-up` starts on an empty data folder. */
const FILES = ['forms', 'reading', 'photos', 'day', 'people', 'workbook', 'set-up'] as const
const examples = Object.fromEntries(FILES.map((file) => [file, examplesOf(file)])) as Record<(typeof FILES)[number], ContractExample[]>

/** The line of the route table an example asks. */
const lineOf = ({ request }: ContractExample) => {
  const path = request.path.replace(/\?.*/, '')
  const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  return ROUTES.find((line) => line.method === request.method.toLowerCase() && fits(line.path))
}

/** A refusal is a problem with the answer's own status; what is no JSON has nothing to parse. */
function schemaOf(example: ContractExample, { status }: Answer): z.ZodType {
  if (status >= 400) return Problem.refine((problem) => problem.status === status)
  const schema = lineOf(example)?.answers[status]
  if (schema === undefined) return z.never()
  return schema instanceof z.ZodType ? schema : z.undefined()
}

describe.each(FILES)('[HT2] every example of the contract is answered as it says: %s', (file) => {
  let run: ContractRun
  beforeAll(async () => {
    run = await contractRun({ election: file !== 'set-up', photo: file === 'photos' })
  })
  afterAll(() => run.stop())

  test.each(examples[file].map((example) => [example.name, example] as const))('%s', async (_, example) => {
    const answer = await run.ask(example)
    expect([answer.status, differenceOf(example.answer.body, answer.body)]).toEqual([example.answer.status, undefined])
    expect(() => schemaOf(example, answer).parse(answer.body)).not.toThrow()
    const { 'set-cookie': cookie = '', 'retry-after': retryAfter = '' } = example.answer.headers ?? {}
    expect(answer.headers.getSetCookie()[0]?.replace(/=[\w-]{43};/, '=<secret>;') ?? '').toContain(cookie)
    expect(answer.headers.get('retry-after') ?? '').toMatch(retryAfter === '' ? /^$/ : /^[1-9]\d*$/)
    expect(answer.headers.get('content-type') ?? '').toMatch(answer.status >= 400 ? /^application\/problem\+json/ : /^(?!.*problem)/)
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
