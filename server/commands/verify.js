import { existsSync } from 'node:fs'
import { Option } from 'commander'
import { z } from 'zod'
import { dataFolder } from '../../db/data-folder.js'
import { readElection } from '../../db/read-election.js'
import { RoomId } from '../../shared/ids.js'
import { verifyFolder } from '../tally/verify-folder.js'
import { jsonOption, parsedBy } from './arguments.js'
import { CannotRun, EXIT } from './cannot-run.js'
import { configFromEnvironment } from './data-folder.js'
export function addVerify(program) {
  program
    .command('verify')
    .description('rehash every entry of a data folder and count all totals again; changes nothing, also while a server runs')
    .argument('[folder]', 'the data folder (default KAMAR_DATA)')
    .addOption(headOption())
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(verify)
}
const HELP = `
Ends with 1 when an entry is wrong, an end known by --head is missing or another, or a form that left for another room never arrived
there. A move the server was stopped in the middle of is told as unfinished (room, entry) and is no error: the next start completes it.
It counts as lost once the other room holds an entry more than a minute younger.`
const KnownHead = z
  .string()
  .regex(/^\d+:\d{1,15}:[0-9a-f]{64}$/, 'a head is room:seq:hash, e.g. 6472:51:<64 hexadecimal digits>')
  .transform((text) => {
    const [room, seq, hash] = text.split(':')
    return { room: room, seq: Number(seq), hash }
  })
  .refine(({ room }) => RoomId.safeParse(room).success, 'a head begins with its room: two or four digits')
const headOption = () =>
  new Option('--head <room:seq:hash>', 'an entry known from a receipt, a wall or verify --json, which must be here; repeatable').argParser(
    (text, before) => [...(before ?? []), parsedBy(KnownHead)(text)],
  )
function verify(given, { json, head = [] }) {
  const folder = given ?? configFromEnvironment().folder
  if (!existsSync(dataFolder(folder).ledger)) throw new CannotRun(`${folder} is no data folder: it holds no ledger`)
  const report = verifyFolder(folder, readElection(folder), byRoom(head))
  console.log(json ? JSON.stringify(report) : inWords(report))
  if (!report.ok) process.exitCode = EXIT.refused
}
function byRoom(heads) {
  const found = {}
  for (const head of heads) (found[head.room] ??= []).push(head)
  return found
}
function inWords({ ok, rooms, totals, damage, differences, unfinished }) {
  const lines = rooms.map(({ room, entries, head, firstWrong }) => {
    const wrong = firstWrong ? `  WRONG at entry ${firstWrong.seq}: ${firstWrong.reason}` : ''
    return `${room.padEnd(5)}${String(entries).padStart(8)} entries  ${head.hash}${wrong}`
  })
  const sums = totals.map(({ contest, tps, votes, valid }) => {
    const each = Object.entries(votes).map(([number, count]) => `${number}: ${count}`)
    return `${contest.padEnd(5)}${tps.counted} of ${tps.expected} TPS, ${each.join(', ')}, valid ${valid.computed}`
  })
  const waiting = unfinished.map(
    ({ room, seq, form, to }) =>
      `unfinished: form ${form} left ${room} (entry ${seq}) for ${to}; the next start of the server lets it arrive`,
  )
  const verdict = ok ? 'Every entry follows from the one before it, and the totals follow from the entries.' : 'BROKEN: see above.'
  return [...lines, '', ...sums, ...damage, ...differences, ...waiting, verdict].join('\n')
}
