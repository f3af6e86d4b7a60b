import type { Command } from 'commander'
import { z } from 'zod'
import { type CopyReport, copyStore } from '../../db/copy-store.ts'
import { brokenUrl, isPostgres, type Place, placeInWords } from '../../db/place.ts'
import { RoomId } from '../../shared/ids.ts'
import { jsonOption, parsedBy } from './arguments.ts'
import { CannotRun, EXIT, refused } from './cannot-run.ts'
import { configFromEnvironment } from './data-folder.ts'
import { diskTrouble } from './disk-trouble.ts'
import { say, sayJson, warn } from './say.ts'
import { ledgerIsWhole } from '../tally/verify-folder.ts'
import { ledgerInWords, verifyPlace } from './verify.ts'

type Options = { from?: Place; to?: Place; room?: RoomId[]; withoutPeople?: true; json?: true }
const Rooms = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .pipe(z.array(RoomId, 'room codes, by commas'))

export function addCopy(program: Command): void {
  program
    .command('copy')
    .description('copy an election between a data folder and PostgreSQL, either way, entry by entry with equal hashes, and verify the copy')
    .option('--from <place>', 'a data folder or postgres://...; left out, what KAMAR_DATABASE or KAMAR_DATA names')
    .option('--to <place>', 'an empty one; left out, what KAMAR_DATABASE or KAMAR_DATA names')
    .option('--room <codes>', 'only the streams of these rooms, by commas', parsedBy(Rooms))
    .option('--without-people', 'the evidence only: no account, password hash, token or wall link')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(copy)
}

const HELP = `
All or nothing, and never over anything that is there. Each line room:seq:hash is the end of a room as it was read; then every entry of the
copy is rehashed, every total counted again, and each room must end there. The source stays as it is. While a server writes to it, the copy
holds what was acknowledged when it began, and says so. Sessions are left out: everybody signs in anew.`

async function copy({ from, to, room, withoutPeople, json }: Options): Promise<void> {
  const [source, target] = [from ?? ofEnvironment('--from', to), to ?? ofEnvironment('--to', from)]
  for (const place of [source, target]) mustBeUsable(place)
  const copied = await copyStore(source, target, { people: !withoutPeople, ...(room ? { rooms: room } : {}) }).catch((error: unknown) => {
    const words = diskTrouble(error)
    throw words === undefined ? error : new CannotRun(`${words}; nothing was copied`, { cause: error })
  })
  if (!copied.ok) throw new CannotRun(`${placeInWords(copied.error.at === 'from' ? source : target)} ${copied.error.words}`)
  const report = await verifyPlace(target, copied.value.heads)
  const { heads, ...counts } = copied.value
  const isWhole = ledgerIsWhole(report)
  if (json) sayJson({ ok: isWhole, heads: Object.entries(heads).map(([code, head]) => ({ room: code, ...head })), ...counts })
  else say(told(copied.value, target))
  if (copied.value.inUse) warn(`The source: ${copied.value.inUse}. What it takes from now on is not in the copy.`)
  if (report.photos.missing.length > 0)
    warn(`${report.photos.missing.length} photos are files, not rows: copy the folder photos of KAMAR_DATA too, then run verify.`)
  if (isWhole) return
  // With --json the report has told it: one run, one document.
  if (json) process.exitCode = EXIT.refused
  else refused(`${ledgerInWords(report).join('\n')}\nThe copy is not whole, as the source is not or as the target did not keep it.`)
}

function ofEnvironment(missing: string, other: Place | undefined): Place {
  if (other === undefined) throw new CannotRun('say --from or --to, or both: a data folder or postgres://...')
  const { place } = configFromEnvironment()
  if (place === other) throw new CannotRun(`${missing} and the other end are the same place`)
  return place
}

function mustBeUsable(place: Place): void {
  const words = isPostgres(place) ? brokenUrl(place) : undefined
  if (words) throw new CannotRun(`the address of the database ${words}`)
}

function told({ heads, entries, texts }: CopyReport, target: Place): string {
  const ends = Object.entries(heads).map(([room, { seq, hash }]) => `${room}:${seq}:${hash}`)
  return [...ends, `${entries} entries and ${texts} free texts are in ${placeInWords(target)}.`].join('\n')
}
