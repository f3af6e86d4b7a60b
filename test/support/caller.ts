export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers; readonly text: string }

/** Asks the API with a token, a cookie (`kamar-session=...`) or nothing; `body` goes out as JSON, a text as it is. */
export const caller =
  (base: string) =>
  async (who: string | undefined, method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> => {
    const headers: Record<string, string> = { ...more }
    if (who?.includes('=')) headers['cookie'] = who
    else if (who !== undefined) headers['authorization'] = `Bearer ${who}`
    if (body !== undefined) headers['content-type'] ??= 'application/json'
    const response = await fetch(base + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
    }
  }
