/** `/api/docs`: the route table to read. No script and no outside file; the whole of every schema stands in the JSON document. */
export function docsPage(routes) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>kamar-hitung: requests</title>
<link rel="stylesheet" href="/api/docs.css">
<h1>kamar-hitung: requests</h1>
<p>People sign in with <code>POST /api/session</code> and a cookie; machines send <code>Authorization: Bearer &lt;token&gt;</code>.
Refusals are <code>application/problem+json</code> with a stable <code>code</code>. Every field: <a href="/api/openapi.json">openapi.json</a>.</p>
<table>
<thead><tr><th>Request<th>What it does<th>Who<th>Body and query<th>Answers
<tbody>
${routes.map(row).join('\n')}
</table>
</html>
`
}
export const DOCS_CSS = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; color: #101828; background: #f6f8fb }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #d7deea }
code { font: 14px/1.4 ui-monospace, monospace }
`
function row({ method, path, summary, access, body, query, answers }) {
  const who = access.kind === 'action' ? access.action : access.kind
  const fields = [...keysOf(body), ...keysOf(query).map((key) => `?${key}`)]
  return `<tr><td><code>${method.toUpperCase()} ${escape(path)}</code><td>${escape(summary)}<td>${who}<td>${codes(fields)}<td>${Object.keys(answers).join(' ')}`
}
const codes = (names) => names.map((name) => `<code>${escape(name)}</code>`).join(' ')
function keysOf(schema) {
  const shape = schema && 'shape' in schema ? schema.shape : undefined
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : []
}
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
