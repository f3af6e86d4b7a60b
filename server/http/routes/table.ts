import type { AnyRoute } from '../route.ts'
import { accountRoutes } from './accounts.ts'
import { boundaryRoutes } from './boundaries.ts'
import { credentialRoutes } from './credentials.ts'
import { decisionRoutes } from './decisions.ts'
import { electionRoutes } from './election.ts'
import { findingRoutes } from './findings.ts'
import { intakeRoutes } from './forms.ts'
import { ledgerRoutes } from './ledger.ts'
import { operationRoutes } from './operations.ts'
import { registerRoutes } from './register.ts'
import { sessionRoutes } from './session.ts'
import { setUpRoutes } from './set-up.ts'
import { tallyRoutes } from './tally.ts'
import { tpsRoutes } from './tps.ts'

/** Intake stands before everything that costs time: it has to outlive viewing. */
export const INTAKE: readonly AnyRoute[] = intakeRoutes

/** Everything else, in the order of the document. */
export const REST: readonly AnyRoute[] = [
  ...sessionRoutes,
  ...registerRoutes,
  ...decisionRoutes,
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

/** Every request the server answers, but the page and the document about the requests. */
export const ROUTES: readonly AnyRoute[] = [...INTAKE, ...REST]
