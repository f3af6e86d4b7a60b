import { type Answer, caller } from './caller.ts'
import { contractElection } from './contract-election.ts'
import type { ContractExample } from './contract-example.ts'
import { keepPhoto } from './pictures.ts'
import { startServer, type TestServer } from './server.ts'

const STATION = '6472011001004'

/** The people of the examples, each with one token. */
async function peopleOf(server: TestServer): Promise<Map<string, string>> {
  const people = new Map<string, string>()
  const add = async (role: Parameters<TestServer['signIn']>[0], region: string) =>
    people.set(role, await server.tokenFor([{ role, region }]))
  for (const role of ['administrator', 'head', 'analyst', 'leader', 'press', 'auditor', 'machine'] as const) await add(role, '64')
  for (const role of ['coordinator', 'operator'] as const) await add(role, '6472')
  await add('witness', STATION)
  people.set('second coordinator', await server.tokenFor([{ role: 'coordinator', region: '6472' }]))
  people.set('third coordinator', await server.tokenFor([{ role: 'coordinator', region: '6472' }]))
  people.set('wall', await server.wallLink('6472', 'dalam'))
  people.set('guest wall', await server.wallLink('6472', 'tamu'))
  return people
}

export type ContractRun = { ask(example: ContractExample): Promise<Answer>; stop(): Promise<void> }

/** A server of its own for one file of examples, which build on each other. */
export async function contractRun(options: { election: boolean; photo: boolean }): Promise<ContractRun> {
  const server = await startServer({ election: options.election ? contractElection() : null })
  if (options.photo) await keepPhoto(server, STATION)
  const people = await peopleOf(server)
  const ask = caller(server.base)
  const kept = new Map([
    ['code', server.services.setupCode.code ?? ''],
    ['sixtyFourKilobytes', 'x'.repeat(64 * 1024)],
  ])
  const filled = (text: string): string => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => kept.get(name) ?? `no ${name} was kept`)

  return {
    async ask({ as, request, keep }) {
      const who = as === 'nobody' ? undefined : (people.get(as) ?? kept.get(as))
      if (as !== 'nobody' && who === undefined) throw new Error(`nobody is called ${as}`)
      const body = request.text ?? (request.body === undefined ? undefined : filled(JSON.stringify(request.body)))
      const headers = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name, filled(value)]))
      const answer = await ask(who, request.method, filled(request.path), body, headers)
      for (const [name, where] of Object.entries(keep ?? {})) {
        kept.set(name, told(answer, where) ?? '')
      }
      return answer
    },
    stop: () => server.stop(),
  }
}

function told(answer: Answer, where: string): string | undefined {
  if (where === 'cookie') return answer.headers.getSetCookie()[0]?.split(';')[0]
  if (where === 'etag') return answer.headers.get('etag') ?? undefined
  return where.split('.').reduce<unknown>((inside, step) => (inside as Record<string, unknown> | undefined)?.[step], answer.body) as
    string | undefined
}
