import type { Election } from '../shared/election.ts'
import { dataFolder } from './data-folder.ts'
import { openForReading } from './sqlite-connection.ts'

/** The loaded election of a data folder, read-only and without taking its lock; undefined = none, or none that can be read. */
export function readElection(folder: string): Election | undefined {
  const database = openForReading(dataFolder(folder).ledger)
  try {
    const text = database.prepare('SELECT election FROM elections').pluck().get() as string | undefined
    return text === undefined ? undefined : (JSON.parse(text) as Election)
  } catch {
    return undefined // verify says so itself
  } finally {
    database.close()
  }
}
