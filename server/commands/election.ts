import type { Command } from 'commander'
import { pino } from 'pino'
import type { Store } from '../../db/store.ts'
import { realClock } from '../clock.ts'
import { tellFolderError } from '../election/folder-error.ts'
import { holdsMoreThanOpenings } from '../election/holds-forms.ts'
import { type LoadedFolder, loadFolder } from '../election/load-folder.ts'
import { roomsOf } from '../election/opening.ts'
import { readElectionFolder } from '../election/read-folder.ts'
import { saveLoaded } from '../election/save-loaded.ts'
import { TEMPLATE_IDS, TEMPLATE_NOTE, type TemplateId, templateElection } from '../election/template-kaltim-2020.ts'
import { openCountRooms } from '../room/count-rooms.ts'
import { jsonOption, parsedBy, wholeNumber } from './arguments.ts'
import { refused } from './cannot-run.ts'
import { withStore } from './data-folder.ts'
import { say, sayJson } from './say.ts'

type Options = { seed: number; tps?: number; simulated?: true; json?: true }

export function addElection(program: Command): void {
  program
    .command('election')
    .description('what is counted')
    .command('load')
    .description(
      'load an election folder (election.json, tps.csv, regions.csv, boundaries*.geojson) or a built-in template; nothing changes when there is an error',
    )
    .argument('<folder>', `a folder, or a template: ${TEMPLATE_IDS.join(', ')}`)
    .option('--seed <n>', 'template: how TPS spread over villages', parsedBy(wholeNumber(0, 4_294_967_295)), 1)
    .option('--tps <n>', 'template: about so many TPS instead of the real number', parsedBy(wholeNumber(1, 7983)))
    .option('--simulated', 'a rehearsal: every screen and export says SIMULASI')
    .addOption(jsonOption())
    .action(load)
}

async function load(folder: string, options: Options): Promise<void> {
  const loaded = await read(folder, options)
  if (!loaded) return
  const { election } = loaded
  const notes = loaded.notes.map(({ en }) => en)
  const kept = await withStore((store) => keep(store, loaded))
  if (!kept) return refused('forms have been reported: this election stays; amend its register instead')
  const counts = { rooms: roomsOf(election).length, contests: election.contests.length, tps: election.tps.length }
  if (options.json) return sayJson({ id: election.id, name: election.name, ...counts, notes })
  say(`${election.name}: ${counts.rooms} rooms, ${counts.contests} contests, ${counts.tps} TPS`)
  for (const note of notes) say(note)
}

/** Undefined when it was refused, and then every error is on standard error: `file:row:column code message`. */
async function read(folder: string, { seed, tps, simulated }: Options): Promise<LoadedFolder | undefined> {
  if (isTemplate(folder)) {
    return {
      election: templateElection(folder, { seed, ...(tps === undefined ? {} : { tps }) }),
      boundaries: {},
      matches: [],
      notes: [TEMPLATE_NOTE],
    }
  }
  const files = await readElectionFolder(folder)
  const loaded = files.ok ? loadFolder(files.value, { simulated: simulated ?? false }) : files
  if (loaded.ok) return loaded.value
  refused(loaded.error.map(tellFolderError).join('\n'))
  return undefined
}

const isTemplate = (name: string): name is TemplateId => (TEMPLATE_IDS as readonly string[]).includes(name)

/** False when forms exist. The rooms are opened at once, so that what cannot be opened shows here and not on the night. */
async function keep(store: Store, loaded: LoadedFolder): Promise<boolean> {
  if (await holdsMoreThanOpenings(store.ledger)) return false
  await saveLoaded(store.elections, loaded)
  const log = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))
  const rooms = await openCountRooms({ ledger: store.ledger, election: loaded.election, clock: realClock, log })
  await rooms.close()
  return true
}
