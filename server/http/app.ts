import compression from 'compression'
import express, { type ErrorRequestHandler, type Express } from 'express'
import { refuse } from '../../shared/refusal.ts'
import { DOCS_CSS, docsPage } from './docs-page.ts'
import { mount } from './mount.ts'
import { openApi } from './openapi.ts'
import { BrokenOff } from './read-json.ts'
import { sendRefusal } from './reply.ts'
import { INTAKE, REST, ROUTES } from './routes/table.ts'
import { securityHeaders } from './security-headers.ts'
import type { Services } from './services.ts'
import { staticClient } from './static-client.ts'
import { VERSION } from './version.ts'

/** The door. Forms go in before everything that costs time; no line is logged per request. */
export function createApp(services: Services): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  mount(app, services, INTAKE)
  app.use(securityHeaders)
  app.use(compression({ threshold: 2048 }))
  mount(app, services, REST)
  mountDocument(app)
  app.use('/api', (_request, response) => sendRefusal(response, NO_SUCH_REQUEST))
  app.use(staticClient())
  app.use((_request, response) => sendRefusal(response, NO_SUCH_REQUEST))
  app.use(lastResort(services))
  return app
}

const NO_SUCH_REQUEST = refuse('not-found', 'no such request; /api/docs lists them')

function mountDocument(app: Express): void {
  const document = JSON.stringify(openApi(ROUTES, VERSION))
  const page = docsPage(ROUTES)
  app.get('/api/openapi.json', (_request, response) => void response.type('application/json').send(document))
  app.get('/api/docs', (_request, response) => void response.type('html').send(page))
  app.get('/api/docs.css', (_request, response) => void response.type('css').send(DOCS_CSS))
}

/** What arrives here is our bug (or Express refusing a path it cannot decode): logged with its stack, told without it. */
const lastResort =
  ({ log }: Services): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (error instanceof BrokenOff) return void response.destroy()
    if (response.headersSent) return next(error)
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
    if (status === 400) return sendRefusal(response, refuse('invalid', 'the address cannot be read'))
    if (status === 404) return sendRefusal(response, NO_SUCH_REQUEST)
    log.error({ err: error, method: request.method, route: request.path.replaceAll(/\d{6,}/g, '#') }, 'a request broke')
    sendRefusal(response, refuse('internal', 'this is our fault; it is in the log, and trying again does no harm'))
  }
