import { dataFolder } from '../../db/data-folder.ts'
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { z } from 'zod'
import { demoClock } from '../clock.ts'
import { type CountRoomServer, openCountRoomServer } from '../count-room-server.ts'
import { addDemoPeople, addDemoTokens } from '../demo/people.ts'
import type { WitnessesReport, WitnessesTask } from '../demo/witnesses.ts'
import { instantOf } from '../../shared/poll-time.ts'
import { saveLoaded } from '../election/save-loaded.ts'
import { templateElection } from '../election/template-kaltim-2020.ts'
import { addCredential, wallPath } from '../http/routes/credentials.ts'
import { parsedBy, wholeNumber } from './arguments.ts'
import { configFromEnvironment, openPlace } from './data-folder.ts'
import { openLog } from '../log.ts'
import { cannotListen, readTlsOrSay } from './listening.ts'
import { say } from './say.ts'
import { stopOnSignal } from './serve.ts'

type Options = { speed: number; tps?: number; seed: number; from: string }

const Speed = wholeNumber(1, 3600)
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, HH:MM')

export const addDemo = (program: Command): Command =>
  program
    .command('demo')
    .description(
      'a simulated election night, live: Kaltim 2020 in a throw-away folder, simulated witnesses send forms through the public API',
    )
    .option('--speed <n>', 'how many times faster than life', parsedBy(Speed), 60)
    .option('--tps <n>', 'about so many TPS instead of all 7,983', parsedBy(wholeNumber(30, 7983)))
    .option('--seed <n>', 'another seed is another night', parsedBy(wholeNumber(0, 4_294_967_295)), 1)
    .option('--from <HH:MM>', 'local time at which the demo begins', parsedBy(TimeOfDay), '13:30')
    .action(demo)

async function demo(options: Options): Promise<void> {
  const config = configFromEnvironment()
  const tls = readTlsOrSay(config)
  const folder = mkdtempSync(join(tmpdir(), 'kamar-hitung-demo-'))
  // However it ends, short of a kill: also when whoever read along has left.
  process.on('exit', () => removeFolder(folder))
  const election = templateElection('kaltim-2020', { seed: options.seed, ...(options.tps === undefined ? {} : { tps: options.tps }) })
  const at = (time: string) => Date.parse(instantOf(`${election.date}T${time}`, election.timezone))
  const clock = demoClock(at(options.from), options.speed)
  const store = await openPlace(folder)
  await saveLoaded(store.elections, { election, boundaries: {} })
  const log = openLog(config.logLevel)
  const server = await openCountRoomServer({
    config: { ...config, tls },
    store,
    photosFolder: dataFolder(folder).photos,
    clock,
    log,
  }).catch(async (error: unknown) => {
    await store.close()
    throw cannotListen(error, config)
  })
  const people = await addDemoPeople(store.people)
  const wall = await addCredential(
    'wall',
    { label: 'demo', grants: [{ role: 'wall', region: '64' }], sources: [], profile: 'dalam' },
    { store },
  )
  tell(server, options, people, wallPath(wall.token))
  const task = { url: server.url, seed: options.seed, pollsCloseMs: at(election.pollsClose), speed: options.speed }
  const tokens = await addDemoTokens(store, election)
  const witnesses = startWitnesses({ ...task, nowMs: clock.now(), tokens })
  // Witnesses first, so that none meets a closed door.
  stopOnSignal({
    async stop() {
      witnesses.kill()
      await server.stop()
    },
  })
}

const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

function tell(
  server: CountRoomServer,
  { speed, from, seed }: Options,
  people: Awaited<ReturnType<typeof addDemoPeople>>,
  wall: string,
): void {
  const width = Math.max(...people.map((person) => person.name.length))
  say(`\nSIMULASI - Pilkada Kaltim 2020, from ${from} WITA, ${speed} times faster than life, seed ${seed}\n`)
  say(`  Wall      ${server.url}${wall}`)
  say(`  Sign in   ${server.url}/masuk   (password of everybody: ${people[0]?.password})\n`)
  for (const { name, words } of people) say(`    ${name.padEnd(width)}  ${words}`)
  say('\nFirst forms come within a minute. Ctrl-C stops everything and removes the data.\n')
}

function startWitnesses(task: WitnessesTask): ChildProcess {
  const file = import.meta.url.endsWith('.ts') ? '../demo/witnesses.ts' : '../demo/witnesses.js'
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(task)
  let told = -1
  child.on('message', ({ sent, refused, total }: WitnessesReport) => {
    const percent = Math.floor((sent / total) * 20) * 5
    if (percent === told) return
    told = percent
    say(`  witnesses: ${sent} of ${total} forms sent${refused > 0 ? `, ${refused} refused` : ''}`)
  })
  return child
}
