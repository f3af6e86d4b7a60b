import type { Command } from 'commander'
import { pino } from 'pino'
import { lastBackupMs } from '../backup/last-backup.ts'
import { realClock } from '../clock.ts'
import type { SessionNews } from '../../db/postgres-session.ts'
import { type CountRoomServer, openCountRoomServer } from '../count-room-server.ts'
import type { Log } from '../log.ts'
import { EXIT } from './cannot-run.ts'
import { configFromEnvironment, openPlace } from './data-folder.ts'
import { cannotListen } from './listening.ts'

export const addServe = (program: Command): Command =>
  program
    .command('serve')
    .description(
      'run the count room (KAMAR_DATA, KAMAR_DATABASE, PORT, KAMAR_HOST, KAMAR_ORIGIN, KAMAR_TLS_CERT, KAMAR_TLS_KEY, KAMAR_LOG)',
    )
    .action(serve)

async function serve(): Promise<void> {
  const config = configFromEnvironment()
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const store = await openPlace(config.place, (news) => tellNews(news, log))
  const server = await openCountRoomServer({
    config,
    store,
    clock: realClock,
    log,
    lastBackupMs: () => lastBackupMs(config.folder),
  }).catch(async (error: unknown) => {
    await store.close()
    throw cannotListen(error, config)
  })
  stopOnSignal(server)
  console.log(`kamar hitung: ${server.url}`)
  if (/^(127\.|localhost$|::1$)/.test(config.host))
    console.log('Only this machine can reach it. KAMAR_HOST=0.0.0.0 opens it to the network.')
  await tellSetUp(server)
}

/** Taken over, what this process shows is old and nothing it takes is kept: it ends at once, so that screens say that the line is gone. */
function tellNews({ kind, words }: SessionNews, log: Log): void {
  if (kind === 'taken-over') {
    console.error(words)
    process.exit(EXIT.refused)
  }
  log[kind === 'lost' ? 'error' : 'info']({}, words)
}

/** Ends with 0 once everything accepted is answered and on disk; a second signal ends at once. */
export function stopOnSignal(server: Pick<CountRoomServer, 'stop'>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    void server.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function tellSetUp({ url, services }: CountRoomServer): Promise<void> {
  const needed = (await services.store.people.accounts()).length === 0
  if (needed)
    console.log(`There is no account yet. Make the first administrator at ${url}/siapkan with the code ${services.setupCode.code}`)
}
