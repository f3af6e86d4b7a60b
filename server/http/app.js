import compression from 'compression'
import express from 'express'
import { StoreFailure } from '../../db/store-failure.js'
import { refuse } from '../../shared/refusal.js'
import { DOCS_CSS, docsPage } from './docs-page.js'
import { mount, serve } from './mount.js'
import { openApi } from './openapi.js'
import { BrokenOff } from './read-json.js'
import { sendRefusal } from './reply.js'
import { INTAKE, ROUTES } from './routes/table.js'
import { securityHeaders } from './security-headers.js'
import { staticClient } from './static-client.js'
import { VERSION } from './version.js'
/**
 * The door. A form goes past Express: on the night of the count it is nine requests of ten, and the framework's own work would
 * be a quarter of its cost. No line is logged per request.
 */
export function createDoor(services) {
  const app = createApp(services)
  return (request, response) => {
    if (request.url !== INTAKE.path || request.method !== 'POST') return void app(request, response)
    serve(INTAKE, services, request, response).catch((error) => lastResort(services, error, response))
  }
}
function createApp(services) {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(securityHeaders)
  app.use(compression({ threshold: 2048 }))
  mount(app, services, ROUTES)
  mountDocument(app)
  app.use('/api', (_request, response) => sendRefusal(response, NO_SUCH_REQUEST))
  app.use(staticClient())
  app.use((_request, response) => sendRefusal(response, NO_SUCH_REQUEST))
  const broken = (error, _request, response, _next) => lastResort(services, error, response)
  app.use(broken)
  return app
}
const FULL = refuse('disk-full', 'The disk of the server is full. Tell the person who runs the server.', { retryAfterS: 30 })
const BUSY = refuse('busy', 'The server could not write just now. Try again in a moment.', { retryAfterS: 1 })
const NO_SUCH_REQUEST = refuse('not-found', 'no such request; /api/docs lists them')
function mountDocument(app) {
  const document = JSON.stringify(openApi(ROUTES, VERSION))
  const page = docsPage(ROUTES)
  app.get('/api/openapi.json', (_request, response) => void response.type('application/json').send(document))
  app.get('/api/docs', (_request, response) => void response.type('html').send(page))
  app.get('/api/docs.css', (_request, response) => void response.type('css').send(DOCS_CSS))
}
/** What arrives here is a disk that takes nothing, an address that leads nowhere, or our bug: logged with its stack, told without it. */
function lastResort({ log }, error, response) {
  if (error instanceof BrokenOff || response.headersSent) return void response.destroy()
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
  if (status === 400) return sendRefusal(response, refuse('invalid', 'the address cannot be read'))
  // `send` answers 403 to a path that climbs: no address of ours either.
  if (typeof status === 'number' && status > 400 && status < 500) return sendRefusal(response, NO_SUCH_REQUEST)
  if (error instanceof StoreFailure) {
    log.warn({ kind: error.kind }, 'a request was not written')
    return sendRefusal(response, error.kind === 'disk-full' ? FULL : BUSY)
  }
  // Codes in a path are no secret, but the log is no second ledger.
  log.error(
    { err: error, method: response.req.method, path: response.req.url?.replace(/\?.*/, '').replaceAll(/\d{6,}/g, '#') },
    'a request broke',
  )
  sendRefusal(response, refuse('internal', 'this is our fault; it is in the log, and trying again does no harm'))
}
