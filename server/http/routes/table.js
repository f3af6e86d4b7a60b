import { accountRoutes } from './accounts.js'
import { boundaryRoutes } from './boundaries.js'
import { credentialRoutes } from './credentials.js'
import { decisionRoutes } from './decisions.js'
import { electionRoutes } from './election.js'
import { findingRoutes } from './findings.js'
import { intakeRoutes, oneForm } from './forms.js'
import { ledgerRoutes } from './ledger.js'
import { operationRoutes } from './operations.js'
import { registerRoutes } from './register.js'
import { sessionRoutes } from './session.js'
import { setUpRoutes } from './set-up.js'
import { tallyRoutes } from './tally.js'
import { tpsRoutes } from './tps.js'
/** Stands before everything that costs time: intake has to outlive viewing. */
export const INTAKE = oneForm
/** Every request the server answers, but the screens and the document about the requests; in the order of the document. */
export const ROUTES = [
  ...intakeRoutes,
  ...decisionRoutes,
  ...sessionRoutes,
  ...registerRoutes,
  ...tallyRoutes,
  ...tpsRoutes,
  ...findingRoutes,
  ...ledgerRoutes,
  ...boundaryRoutes,
  ...accountRoutes,
  ...credentialRoutes,
  ...setUpRoutes,
  ...electionRoutes,
  ...operationRoutes,
]
