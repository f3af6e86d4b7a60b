import { mkdirSync } from 'node:fs'
import { assert, ok } from '../shared/result.js'
import { dataFolder } from './data-folder.js'
import { electionStore } from './elections.js'
import { lockFolder } from './folder-lock.js'
import { memoryLedger } from './memory-ledger.js'
import { peopleStore } from './people-store.js'
import { localQueries, threadQueries } from './queries.js'
import { openForReading, openForWriting } from './sqlite-connection.js'
import { sqliteLedger } from './sqlite-ledger.js'
import { startWriter } from './writer.js'
/**
 * Opens a data folder, making what is missing, for this process alone. Closing waits for writes under way.
 * Throws what the file system or SQLite says, with its `code`, when the folder cannot be used.
 * The ledger takes no entry before an election is saved: its id is part of every hash.
 */
export async function openStore(folder) {
  // For this user alone: it holds names, password hashes and every form. Windows has no such bits and takes no notice.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const paths = dataFolder(folder)
  const lock = lockFolder(paths, new Date())
  if (!lock.ok) return lock
  try {
    return ok(await openFiles(paths, () => lock.value.release()))
  } catch (error) {
    lock.value.release()
    throw error
  }
}
async function openFiles(paths, released) {
  const writer = await startWriter({ ledger: paths.ledger, people: paths.people })
  const ledgerReader = openForReading(paths.ledger)
  const peopleReader = openForReading(paths.people)
  return {
    ledger: sqliteLedger(ledgerReader, writer),
    people: peopleStore(threadQueries(peopleReader, writer, 'people')),
    elections: electionStore(threadQueries(ledgerReader, writer, 'ledger')),
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
export function memoryStore() {
  const people = openForWriting(':memory:', 'people')
  const evidence = openForWriting(':memory:', 'sqlite')
  const elections = electionStore(localQueries(evidence))
  let electionId
  const ledger = memoryLedger(() => {
    assert(electionId !== undefined, 'nothing is written before an election is loaded')
    return electionId
  })
  return {
    ledger,
    people: peopleStore(localQueries(people)),
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
