import type { Command } from 'commander'
import { lastBackupMs } from '../backup/last-backup.ts'
import { realClock } from '../clock.ts'
import { dataFolder } from '../../db/data-folder.ts'
import type { SessionNews } from '../../db/postgres-session.ts'
import type { Store } from '../../db/store.ts'
import { type CountRoomServer, openCountRoomServer } from '../count-room-server.ts'
import { VERSION } from '../http/version.ts'
import { type Log, openLog } from '../log.ts'
import { CannotRun, EXIT } from './cannot-run.ts'
import { outliveReader } from './closed-pipe.ts'
import { configFromEnvironment, openPlace } from './data-folder.ts'
import { keepHeads, missingHead, olderThanKnown, readHeads } from './heads-file.ts'
import { cannotListen, readTlsOrSay } from './listening.ts'
import { say, warn } from './say.ts'

export const addServe = (program: Command): Command =>
  program
    .command('serve')
    .description(
      'run the count room (KAMAR_DATA, KAMAR_DATABASE, PORT, KAMAR_HOST, KAMAR_ORIGIN, KAMAR_HEADS, KAMAR_TLS_CERT, KAMAR_TLS_KEY, KAMAR_LOG)',
    )
    .action(serve)

async function serve(): Promise<void> {
  outliveReader()
  const startedMs = performance.now()
  const config = configFromEnvironment()
  const log = openLog(config.logLevel)
  const tls = readTlsOrSay(config)
  const store = await openPlace(config.place, (news) => tellNews(news, log))
  if (config.headsFile) await refuseOlder(config.headsFile, store)
  const server = await openCountRoomServer({
    config: { ...config, tls },
    store,
    photosFolder: dataFolder(config.folder).photos,
    clock: realClock,
    log,
    lastBackupMs: () => lastBackupMs(config.folder),
  }).catch(async (error: unknown) => {
    await store.close()
    throw cannotListen(error, config)
  })
  const election = server.services.rooms()?.election.id
  log.info({ version: VERSION, election, tookMs: Math.round(performance.now() - startedMs) }, 'serving')
  const endHeads = config.headsFile ? keepHeads(config.headsFile, server.services.rooms, log) : undefined
  stopOnSignal({
    async stop() {
      log.info({}, 'stopping')
      await server.stop()
      await endHeads?.()
      log.info({}, 'stopped')
    },
  })
  say(`kamar hitung: ${server.url}`)
  if (/^(127\.|localhost$|::1$)/.test(config.host)) say('Only this machine can reach it. KAMAR_HOST=0.0.0.0 opens it to the network.')
  await tellSetUp(server)
}

/** An old backup in the place of what was counted would go on from there, and screens would show it as if nothing were missing. */
async function refuseOlder(file: string, store: Store): Promise<void> {
  const heads = readHeads(file)
  const missing = heads.ok ? await missingHead(store.ledger, heads.value) : undefined
  const words = !heads.ok ? heads.error : missing && olderThanKnown(file, missing)
  if (heads.ok && heads.value.length === 0)
    warn(`KAMAR_HEADS: ${file} knows of nothing yet: an older copy of the data would not be noticed this time.`)
  if (words === undefined) return
  await store.close()
  throw new CannotRun(words)
}

/** Taken over, what this process shows is old and nothing it takes is kept: it ends at once, so that screens say that the line is gone. */
function tellNews({ kind, words }: SessionNews, log: Log): void {
  if (kind === 'taken-over') {
    warn(words)
    process.exit(EXIT.refused)
  }
  log[kind === 'lost' ? 'error' : 'info']({}, words)
}

/** Whoever waits for the end of the process (systemd, Docker, a person) waits no longer than this. */
const STOP_WITHIN_MS = 9_000

/** Ends with 0 once everything accepted is answered and on disk; with 1 at a second signal, or when a disk or a line holds it up. */
export function stopOnSignal(server: Pick<CountRoomServer, 'stop'>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(EXIT.refused)
    stopping = true
    setTimeout(() => {
      warn(`not everything ended within ${STOP_WITHIN_MS / 1000} s; whatever was answered is on disk`)
      process.exit(EXIT.refused)
    }, STOP_WITHIN_MS).unref()
    void server.stop().then(() => process.exit(EXIT.done))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
}

async function tellSetUp({ url, services }: CountRoomServer): Promise<void> {
  const needed = (await services.store.people.accounts()).length === 0
  if (needed) say(`There is no account yet. Make the first administrator at ${url}/siapkan with the code ${services.setupCode.code}`)
}
