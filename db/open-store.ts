import { existsSync, mkdirSync } from 'node:fs'
import { assert, err, ok, type Result, unreachable } from '../shared/result.ts'
import { dataFolder } from './data-folder.ts'
import { electionStore } from './elections.ts'
import { type FolderHeld, lockFolder } from './folder-lock.ts'
import { describeHolder } from './lock-holder.ts'
import { memoryLedger } from './memory-ledger.ts'
import { type DatabaseRefusal, openPostgres } from './open-postgres.ts'
import { peopleStore } from './people-store.ts'
import { isPostgres, type Place } from './place.ts'
import type { SessionNews } from './postgres-session.ts'
import { localQueries, threadQueries } from './queries.ts'
import * as peopleTables from './schema.people.ts'
import * as ledgerTables from './schema.sqlite.ts'
import { openForReading, openForWriting } from './sqlite-connection.ts'
import { sqliteLedger } from './sqlite-ledger.ts'
import type { Store } from './store.ts'
import { startWriter } from './writer.ts'

/** A restore was cut off here: what would open now is an empty count room. */
export type FolderUnfinished = { readonly code: 'folder-unfinished' }
export type StoreRefusal = FolderHeld | FolderUnfinished | DatabaseRefusal

/**
 * Opens a data folder or a PostgreSQL database, making what is missing, for this process alone. Closing waits for writes under way.
 * Throws what the file system or SQLite says, with its `code`, when the folder cannot be used.
 * The ledger takes no entry before an election is saved: its id is part of every hash.
 */
export const openStore = (place: Place, onNews?: (news: SessionNews) => void): Promise<Result<Store, StoreRefusal>> =>
  isPostgres(place) ? openPostgres(place, onNews) : openFolder(place)

/** For a person who reads why he was refused: follows the name of the place. */
export const describeRefusal = (refusal: StoreRefusal): string => {
  switch (refusal.code) {
    case 'folder-held':
      return describeHolder('this data folder', refusal.holder)
    case 'database-held':
      return describeHolder('this database', refusal.holder)
    case 'folder-unfinished':
      return 'a restore into this folder was cut off: empty the folder, then restore again'
    case 'database-unusable':
      return refusal.words
    default:
      return unreachable(refusal)
  }
}

async function openFolder(folder: string): Promise<Result<Store, FolderHeld | FolderUnfinished>> {
  // For this user alone: it holds names, password hashes and every form. Windows has no such bits and takes no notice.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const paths = dataFolder(folder)
  const lock = lockFolder(paths, new Date())
  if (!lock.ok) return lock
  if (existsSync(paths.unfinished)) {
    lock.value.release()
    return err({ code: 'folder-unfinished' })
  }
  try {
    return ok(await openFiles(paths, () => lock.value.release()))
  } catch (error) {
    lock.value.release()
    throw error
  }
}

async function openFiles(paths: ReturnType<typeof dataFolder>, released: () => void): Promise<Store> {
  const writer = await startWriter({ ledger: paths.ledger, people: paths.people })
  const ledgerReader = openForReading(paths.ledger)
  const peopleReader = openForReading(paths.people)
  return {
    ledger: sqliteLedger(ledgerReader, writer),
    people: peopleStore(threadQueries(peopleReader, writer, 'people'), peopleTables),
    elections: electionStore(threadQueries(ledgerReader, writer, 'ledger'), ledgerTables),
    async close() {
      // Readers first: the last connection to close checkpoints the log into the file, and only a writing one can.
      ledgerReader.close()
      peopleReader.close()
      await writer.close()
      released()
    },
  }
}

/** Everything in memory, for tests and simulations; gone with the process. */
export function memoryStore(): Store {
  const people = openForWriting(':memory:', 'people')
  const evidence = openForWriting(':memory:', 'sqlite')
  const elections = electionStore(localQueries(evidence), ledgerTables)
  let electionId: string | undefined
  const ledger = memoryLedger(() => {
    assert(electionId !== undefined, 'nothing is written before an election is loaded')
    return electionId
  })
  return {
    ledger,
    people: peopleStore(localQueries(people), peopleTables),
    elections: {
      ...elections,
      async saveElection(election, boundaries) {
        await elections.saveElection(election, boundaries)
        electionId = election.id
      },
    },
    async close() {
      people.close()
      evidence.close()
    },
  }
}
