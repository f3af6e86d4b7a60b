import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { dataFolder } from '../../db/data-folder.ts'
import { readElection } from '../../db/read-election.ts'
import { type VerifyReport, verifyFolder } from '../tally/verify-folder.ts'
import { jsonOption } from './arguments.ts'
import { CannotRun, EXIT } from './cannot-run.ts'
import { configFromEnvironment } from './data-folder.ts'

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('rehash every entry of a data folder and count all totals again; changes nothing, also while a server runs')
    .argument('[folder]', 'the data folder (default KAMAR_DATA)')
    .addOption(jsonOption())
    .action(verify)
}

function verify(given: string | undefined, { json }: { json?: true }): void {
  const folder = given ?? configFromEnvironment().folder
  if (!existsSync(dataFolder(folder).ledger)) throw new CannotRun(`${folder} is no data folder: it holds no ledger`)
  const report = verifyFolder(folder, readElection(folder))
  console.log(json ? JSON.stringify(report) : inWords(report))
  if (!report.ok) process.exitCode = EXIT.refused
}

function inWords({ ok, rooms, totals, damage, differences }: VerifyReport): string {
  const lines = rooms.map(({ room, entries, head, firstWrong }) => {
    const wrong = firstWrong ? `  WRONG at entry ${firstWrong.seq}: ${firstWrong.reason}` : ''
    return `${room.padEnd(5)}${String(entries).padStart(8)} entries  ${head.hash}${wrong}`
  })
  const sums = totals.map(({ contest, tps, votes, valid }) => {
    const each = Object.entries(votes).map(([number, count]) => `${number}: ${count}`)
    return `${contest.padEnd(5)}${tps.counted} of ${tps.expected} TPS, ${each.join(', ')}, valid ${valid.computed}`
  })
  const verdict = ok ? 'Every entry follows from the one before it, and the totals follow from the entries.' : 'BROKEN: see above.'
  return [...lines, '', ...sums, ...damage, ...differences, verdict].join('\n')
}
