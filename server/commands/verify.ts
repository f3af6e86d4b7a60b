import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { VerifyOptions } from '../../db/chain-walk.ts'
import { dataFolder } from '../../db/data-folder.ts'
import { brokenUrl, isPostgres, type Place, placeInWords } from '../../db/place.ts'
import { whyUnusable } from '../../db/postgres-failure.ts'
import { readElection } from '../../db/read-election.ts'
import { type LedgerReport, type VerifyReport, verifyDatabase, verifyFolder } from '../tally/verify-folder.ts'
import { jsonOption } from './arguments.ts'
import { CannotRun, EXIT } from './cannot-run.ts'
import { configFromEnvironment } from './data-folder.ts'
import { byRoom, headOption, type KnownHead } from './known-heads.ts'
import { say, sayJson } from './say.ts'

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('rehash every entry and every photo, and count all totals again; changes nothing, also while a server runs')
    .argument('[place]', 'a data folder or postgres://... (default KAMAR_DATABASE, else KAMAR_DATA)')
    .addOption(headOption())
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(verify)
}

const HELP = `
Ends with 1 when an entry is wrong, an end known by --head is missing or another, a form that left for another room never arrived
there, or a photo is missing or not the bytes that were acknowledged (photos lie in KAMAR_DATA, also with PostgreSQL). A move the server was stopped in the middle of is told as unfinished (room, entry) and is no error: the next start completes it.
It counts as lost once the other room holds an entry more than a minute younger.`

type Options = { readonly json?: true; readonly head?: readonly KnownHead[] }
async function verify(given: string | undefined, { json, head = [] }: Options): Promise<void> {
  const report = await verifyPlace(given ?? configFromEnvironment().place, byRoom(head))
  if (json) sayJson(report)
  else say(inWords(report))
  if (!report.ok) process.exitCode = EXIT.refused
}

type ExpectedHeads = VerifyOptions['expectedHeads']

export const verifyPlace = async (place: Place, heads: ExpectedHeads): Promise<VerifyReport> =>
  isPostgres(place) ? ofDatabase(place, heads) : ofFolder(place, heads)

function ofFolder(folder: string, heads: ExpectedHeads): VerifyReport {
  if (!existsSync(dataFolder(folder).ledger)) throw new CannotRun(`${folder} is no data folder: it holds no ledger`)
  return verifyFolder(folder, readElection(folder), heads)
}

async function ofDatabase(url: string, heads: ExpectedHeads): Promise<VerifyReport> {
  const words = brokenUrl(url)
  if (words) throw new CannotRun(`the address of the database ${words}`)
  const report = await verifyDatabase(url, heads, dataFolder(configFromEnvironment().folder).photos).catch((error: unknown) => {
    const why = whyUnusable(error)
    throw why === undefined ? error : new CannotRun(`${placeInWords(url)} ${why}`, { cause: error })
  })
  if (!report) throw new CannotRun(`${placeInWords(url)} holds no ledger`)
  return report
}

/** Named one by one up to here; `--json` names them all. */
const NAMED = 20

function photosInWords({ named, bytes, missing, changed, unplaced }: VerifyReport['photos']): string[] {
  if (named === 0 && unplaced.length === 0) return []
  const list = (what: string, all: readonly string[]): string[] => [
    ...all.slice(0, NAMED).map((sha256) => `photo ${sha256} ${what}`),
    ...(all.length > NAMED ? [`and ${all.length - NAMED} more: photo ${what}`] : []),
  ]
  return [
    ...list('IS MISSING', missing),
    ...list('IS NOT THE BYTES THAT WERE TAKEN', changed),
    ...list('is named by no fact: an upload under way or refused', unplaced),
    `${named - missing.length - changed.length} of ${named} photos are as they were taken (${(bytes / 1e6).toFixed(1)} MB).`,
  ]
}

export function inWords(report: VerifyReport): string {
  const verdict = report.ok ? 'Every entry follows from the one before it, and the totals follow from the entries.' : 'BROKEN: see above.'
  return [...ledgerInWords(report), ...photosInWords(report.photos), verdict].join('\n')
}

export function ledgerInWords({ rooms, totals, damage, differences, unfinished }: LedgerReport): string[] {
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
  return [...lines, '', ...sums, ...damage, ...differences, ...waiting]
}
