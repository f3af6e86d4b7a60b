import type { Store } from '../../db/store.ts'
import type { Photos } from '../photos/photos.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { Result } from '../../shared/result.ts'
import type { LoadedFolder } from '../election/load-folder.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { CountRooms } from '../room/rooms.ts'
import type { AccountChanges } from '../sign-in/account-changes.ts'
import type { CodeLimits } from '../sign-in/code-limits.ts'
import type { GuessLimits } from '../sign-in/guess-limits.ts'
import type { SetupCode } from '../sign-in/setup-code.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { Workbooks } from '../workbook/workbooks.ts'
import type { DoorLimits } from './door-limits.ts'
import type { Metrics } from './metrics.ts'

/** What the routes stand on. */
export type Services = {
  readonly config: Pick<Config, 'origins' | 'metricsToken'>
  /** Addresses under which other devices reach this server, the best first; empty = none does. */
  readonly originsForOthers: () => readonly string[]
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly signIn: SignIn
  readonly accountChanges: AccountChanges
  readonly guessLimits: GuessLimits
  readonly codeLimits: CodeLimits
  readonly setupCode: SetupCode
  readonly doorLimits: DoorLimits
  readonly metrics: Metrics
  readonly workbooks: Workbooks
  readonly photos: Photos
  /** Why no form is taken just now; undefined = forms are taken, or no election is loaded yet. */
  readonly notReady: () => Refusal | undefined
  /** Asked anew each time: an election may be loaded while the server runs. Undefined = none yet. */
  readonly rooms: () => CountRooms | undefined
  /**
   * Keeps the election and opens its rooms; every screen joins anew. Meanwhile the rooms before go on reading and are `busy` for what
   * is sent. `already-done` once anything was reported; after a refusal or a failure the election before is there again.
   */
  readonly openElection: (loaded: Pick<LoadedFolder, 'election' | 'boundaries'>) => Promise<Result<void, Refusal>>
}
