import type { AnyRoute } from '../route.ts'
import { accountRoutes } from './accounts.ts'
import { addressRoutes } from './addresses.ts'
import { boundaryRoutes } from './boundaries.ts'
import { changeRoutes } from './changes.ts'
import { credentialRoutes } from './credentials.ts'
import { decisionRoutes } from './decisions.ts'
import { deviceRoutes } from './devices.ts'
import { editElectionRoutes } from './edit-election.ts'
import { electionRoutes } from './election.ts'
import { exportRoutes } from './exports.ts'
import { findingRoutes } from './findings.ts'
import { intakeRoutes, oneForm } from './forms.ts'
import { invitationRoutes } from './invitations.ts'
import { invitedRoutes } from './invited.ts'
import { ledgerRoutes } from './ledger.ts'
import { momentRoutes } from './moments.ts'
import { operationRoutes } from './operations.ts'
import { photoRoutes } from './photos.ts'
import { registerRoutes } from './register.ts'
import { sessionRoutes } from './session.ts'
import { setUpRoutes } from './set-up.ts'
import { stationDayRoutes } from './station-day.ts'
import { tallyRoutes } from './tally.ts'
import { tpsRoutes } from './tps.ts'
import { workRoutes } from './work.ts'
import { workbookRoutes } from './workbooks.ts'
import { liveAddressRoutes } from './live-addresses.ts'

/** Stands before everything that costs time: intake has to outlive viewing. */
export const INTAKE: AnyRoute = oneForm

/** Every request the server answers, but the screens and the document about the requests; in the order of the document. */
export const ROUTES: readonly AnyRoute[] = [
  ...intakeRoutes,
  ...decisionRoutes,
  ...stationDayRoutes,
  ...sessionRoutes,
  ...registerRoutes,
  ...tallyRoutes,
  ...momentRoutes,
  ...changeRoutes,
  ...tpsRoutes,
  ...photoRoutes,
  ...exportRoutes,
  ...workbookRoutes,
  ...liveAddressRoutes,
  ...findingRoutes,
  ...workRoutes,
  ...ledgerRoutes,
  ...boundaryRoutes,
  ...accountRoutes,
  ...deviceRoutes,
  ...invitationRoutes,
  ...invitedRoutes,
  ...credentialRoutes,
  ...addressRoutes,
  ...setUpRoutes,
  ...electionRoutes,
  ...editElectionRoutes,
  ...operationRoutes,
]
