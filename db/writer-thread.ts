import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type Database from 'better-sqlite3'
import { assert, unreachable } from '../shared/result.ts'
import { linesReader } from './entry-lines.ts'
import { ledgerWriter } from './ledger-writer.ts'
import { openForWriting } from './sqlite-connection.ts'
import { failureKind, sqliteCode } from './store-failure.ts'
import type { AnswerMessage, DatabaseName, Order, OrderMessage, Statement, WriterFiles } from './writer.ts'

assert(parentPort, 'writer-thread.ts runs as a worker thread')
const port: MessagePort = parentPort
const answer = (message: AnswerMessage): void => port.postMessage(message)
const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

try {
  const files = workerData as WriterFiles
  const databases = { ledger: openForWriting(files.ledger, 'sqlite'), people: openForWriting(files.people, 'people') }
  serve(databases)
  answer({ n: 0 })
} catch (error) {
  answer({ n: 0, threw: messageOf(error), code: sqliteCode(error) })
}

/** Everything that arrived while the last commit blocked is taken at once: all waiting appends share the next commit. */
function serve(databases: Record<DatabaseName, Database.Database>): void {
  const ledger = ledgerWriter(databases.ledger)
  const readLines = linesReader(databases.ledger)

  function tryAnswer(messages: readonly OrderMessage[], work: () => readonly unknown[]): void {
    try {
      const values = work()
      messages.forEach(({ n }, i) => answer({ n, value: values[i] }))
    } catch (error) {
      for (const { n } of messages) answer({ n, threw: messageOf(error), failure: failureKind(error) })
    }
  }

  function obey(order: Exclude<Order, { kind: 'append' }>): unknown {
    switch (order.kind) {
      case 'write':
        return writeAll(databases[order.database], order.statements)
      case 'erase':
        return ledger.erase(order.hash)
      case 'read':
        return readLines(order.room, order.after)
      case 'close':
        for (const database of Object.values(databases)) database.close()
        return undefined
      default:
        return unreachable(order)
    }
  }

  port.on('message', (first: OrderMessage) => {
    const waiting = [first]
    for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) waiting.push(more.message as OrderMessage)
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

function writeAll(database: Database.Database, statements: readonly Statement[]): number[] {
  return database.transaction(() => statements.map(({ sql, params }) => database.prepare(sql).run(...params).changes)).immediate()
}
