import { dataFolder } from './data-folder.js'
import { openForReading } from './sqlite-connection.js'
/** The loaded election of a data folder, read-only and without taking its lock; undefined = none, or none that can be read. */
export function readElection(folder) {
  const database = openForReading(dataFolder(folder).ledger)
  try {
    const text = database.prepare('SELECT election FROM elections').pluck().get()
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined // verify says so itself
  } finally {
    database.close()
  }
}
