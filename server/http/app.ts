import type { RequestListener, ServerResponse } from 'node:http'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express } from 'express'
import { storeFailureIn } from '../../db/store-failure.ts'
import { refuse } from '../../shared/refusal.ts'
import { DOCS_CSS, docsPage } from './docs-page.ts'
import { TOO_MANY } from './door-limits.ts'
import { mount, serve } from './mount.ts'
import { openApi } from './openapi.ts'
import { PHOTOS_PATH } from '../photos/uploads.ts'
import { BrokenOff } from './read-json.ts'
import { sendRefusal } from './reply.ts'
import { INTAKE, ROUTES } from './routes/table.ts'
import { securityHeaders } from './security-headers.ts'
import type { Services } from './services.ts'
import { staticClient } from './static-client.ts'
import { VERSION } from './version.ts'

/**
 * The door. A form goes past Express: on the night of the count it is nine requests of ten, and the framework's own work would
 * be a quarter of its cost. No line is logged per request.
 */
export function createDoor(services: Services): RequestListener {
  const app = createApp(services)
  return (request, response) => {
    if (request.url !== INTAKE.path || request.method !== 'POST') {
      return services.doorLimits.admits(request) ? void app(request, response) : sendRefusal(response, TOO_MANY)
    }
    serve(INTAKE, services, request, response).catch((error: unknown) => lastResort(services, error, response))
  }
}

function createApp(services: Services): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(securityHeaders)
  app.use(compression({ threshold: 2048 }))
  mountUploads(app, services)
  mount(app, services, ROUTES)
  mountDocument(app)
  app.use('/api', (_request, response) => sendRefusal(response, NO_SUCH_REQUEST))
  app.use(staticClient())
  app.use((_request, response) => sendRefusal(response, NO_SUCH_REQUEST))
  const broken: ErrorRequestHandler = (error: unknown, _request, response, _next) => lastResort(services, error, response)
  app.use(broken)
  return app
}

/** Before the table: Express would answer a HEAD by the route that reads a photo. */
function mountUploads(app: Express, services: Services): void {
  app.all([PHOTOS_PATH, `${PHOTOS_PATH}/:upload`], (request, response, next) =>
    request.method === 'GET' ? next() : services.photos.uploads.handle(request, response, services),
  )
}

const FULL = refuse('disk-full', 'The disk of the server is full. Tell the person who runs the server.', { retryAfterS: 30 })
const BUSY = refuse('busy', 'The server could not read or write its data just now. Try again in a moment.', { retryAfterS: 1 })
const NO_SUCH_REQUEST = refuse('not-found', 'no such request; /api/docs lists them')

function mountDocument(app: Express): void {
  const document = JSON.stringify(openApi(ROUTES, VERSION))
  const page = docsPage(ROUTES)
  app.get('/api/openapi.json', (_request, response) => void response.type('application/json').send(document))
  app.get('/api/docs', (_request, response) => void response.type('html').send(page))
  app.get('/api/docs.css', (_request, response) => void response.type('css').send(DOCS_CSS))
}

/** What arrives here is a disk that takes nothing, an address that leads nowhere, or our bug: logged with its stack, told without it. */
function lastResort({ log }: Services, error: unknown, response: ServerResponse): void {
  if (error instanceof BrokenOff || response.headersSent) return void response.destroy()
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
  if (status === 400) return sendRefusal(response, refuse('invalid', 'the address cannot be read'))
  // `send` answers 403 to a path that climbs: no address of ours either.
  if (typeof status === 'number' && status > 400 && status < 500) return sendRefusal(response, NO_SUCH_REQUEST)
  const failure = storeFailureIn(error)
  if (failure) {
    log.warn({ kind: failure.kind }, 'the store did not serve a request')
    return sendRefusal(response, failure.kind === 'disk-full' ? FULL : BUSY)
  }
  // Codes in a path are no secret, but the log is no second ledger.
  log.error(
    { err: error, method: response.req.method, path: response.req.url?.replace(/\?.*/, '').replaceAll(/\d{6,}/g, '#') },
    'a request broke',
  )
  sendRefusal(response, refuse('internal', 'this is our fault; it is in the log, and trying again does no harm'))
}
