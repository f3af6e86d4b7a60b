import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express from 'express'
/** Built by Vite into `dist/client`; compiled code lies in `dist/server/http`, the sources in `server/http`. */
const HERE = fileURLToPath(new URL('.', import.meta.url))
const CLIENT = /[/\\]dist[/\\]server[/\\]http[/\\]$/.test(HERE) ? join(HERE, '../../client') : join(HERE, '../../dist/client')
/** The screens: hashed assets for ever, the page itself asked for anew each time, every path of the client's router that page. */
export function staticClient() {
  const router = express.Router()
  if (!existsSync(join(CLIENT, 'index.html'))) return router // a server without screens (tests before a build) still answers its API
  router.use('/assets', express.static(join(CLIENT, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }))
  router.use(express.static(CLIENT, { index: false, maxAge: 0 }))
  router.get('/{*path}', (request, response, next) => {
    if (/^\/(api|socket\.io)(\/|$)/.test(request.path) || !request.accepts('html')) return next()
    response.sendFile('index.html', { root: CLIENT, headers: { 'Cache-Control': 'no-cache' } })
  })
  return router
}
