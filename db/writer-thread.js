import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { assert, unreachable } from '../shared/result.js'
import { ledgerWriter } from './ledger-writer.js'
import { openForWriting } from './sqlite-connection.js'
import { failureKind, sqliteCode } from './store-failure.js'
assert(parentPort, 'writer-thread.ts runs as a worker thread')
const port = parentPort
const answer = (message) => port.postMessage(message)
const messageOf = (error) => (error instanceof Error ? (error.stack ?? error.message) : String(error))
try {
  const files = workerData
  const databases = { ledger: openForWriting(files.ledger, 'sqlite'), people: openForWriting(files.people, 'people') }
  serve(databases)
  answer({ n: 0 })
} catch (error) {
  answer({ n: 0, threw: messageOf(error), code: sqliteCode(error) })
}
/** Everything that arrived while the last commit blocked is taken at once: all waiting appends share the next commit. */
function serve(databases) {
  const ledger = ledgerWriter(databases.ledger)
  function tryAnswer(messages, work) {
    try {
      const values = work()
      messages.forEach(({ n }, i) => answer({ n, value: values[i] }))
    } catch (error) {
      for (const { n } of messages) answer({ n, threw: messageOf(error), failure: failureKind(error) })
    }
  }
  function obey(order) {
    switch (order.kind) {
      case 'write':
        return writeAll(databases[order.database], order.statements)
      case 'erase':
        return ledger.erase(order.hash)
      case 'close':
        for (const database of Object.values(databases)) database.close()
        return undefined
      default:
        return unreachable(order)
    }
  }
  port.on('message', (first) => {
    const waiting = [first]
    for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) waiting.push(more.message)
    const appends = waiting.flatMap(({ order }) => (order.kind === 'append' ? [order] : []))
    if (appends.length > 0)
      tryAnswer(
        waiting.filter(({ order }) => order.kind === 'append'),
        () => ledger.commit(appends),
      )
    for (const message of waiting) {
      const { order } = message
      if (order.kind !== 'append') tryAnswer([message], () => [obey(order)])
    }
  })
}
function writeAll(database, statements) {
  return database.transaction(() => statements.map(({ sql, params }) => database.prepare(sql).run(...params).changes)).immediate()
}
