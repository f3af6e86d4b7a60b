import { createServer, type IncomingMessage } from 'node:http'

/** What to answer to the n-th batch (from 0), given its forms: lines, a status with headers, or nothing at all (the line is cut). */
type BatchForm = {
  readonly id: string
  readonly tps: string
  readonly contest: string
  readonly figures: object
  readonly capturedAt?: string
}
export type Script = (
  forms: readonly BatchForm[],
  nth: number,
) =>
  | { readonly answers: readonly object[] }
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'cut'

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** A count room's two routes that replay uses, answering by script over real HTTP. `batches` keeps what arrived. */
export async function scriptedServer(register: object, script: Script) {
  const batches: BatchForm[][] = []
  const authorizations = new Set<string | undefined>()
  const server = createServer((request, response) => {
    authorizations.add(request.headers.authorization)
    void textOf(request).then((text) => {
      const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers }).end(body)
      if (request.url === '/api/register') return answer(200, JSON.stringify(register))
      const { forms } = JSON.parse(text) as { forms: BatchForm[] }
      batches.push(forms)
      const scripted = script(forms, batches.length - 1)
      if (scripted === 'cut') return response.destroy()
      if ('answers' in scripted) return answer(200, JSON.stringify(scripted))
      return answer(scripted.status, scripted.body ?? '{}', scripted.headers)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    batches,
    authorizations,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
