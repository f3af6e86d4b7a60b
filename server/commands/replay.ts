import { readFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { profileHelp } from '../replay/profile-help.ts'
import { PROFILE_NAMES, type ProfileName } from '../replay/profiles.ts'
import { replay, type ReplayReport } from '../replay/replay.ts'
import { jsonOption, parsedBy } from './arguments.ts'
import { CannotRun, EXIT, refused } from './cannot-run.ts'
import { say, sayJson, warn } from './say.ts'

type Options = {
  profile: ProfileName
  url: string
  token: string
  speed?: number
  timezone?: string
  contest?: string
  json?: true
}
const PROGRESS_MS = 2_000

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('send the rows of a CSV file as forms to a running count room; a second run is answered as repeats')
    .argument('<csv>')
    .addOption(new Option('--profile <layout>', 'layout of the file').choices(PROFILE_NAMES).makeOptionMandatory())
    .addOption(new Option('--url <url>', 'where the count room answers').default('http://127.0.0.1:3000'))
    .addOption(new Option('--token <token>', 'a token that may report').env('KAMAR_TOKEN').makeOptionMandatory())
    .option(
      '--speed <n>',
      "times faster than the rows' own times; left out, as fast as the server takes them",
      parsedBy(z.coerce.number('a number').positive()),
    )
    .option('--timezone <zone>', "zone of times written without one; left out, the election's")
    .option('--contest <code>', 'the contest of every row, where the file does not tell')
    .addOption(jsonOption())
    .addHelpText('after', profileHelp())
    .action(run)
}

async function run(file: string, { json, ...options }: Options): Promise<void> {
  const csv = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CannotRun(`${file}: ${error.message}`)
  })
  const done = await replay({ ...options, csv, onProgress: progress() })
  if (!done.ok) {
    if (done.error.report && !json) tell(done.error.report, json)
    throw new CannotRun(`${done.error.code}: ${done.error.message}`)
  }
  tell(done.value, json)
  if (done.value.refused.length === 0) return
  // With --json the report has told it: one run, one document.
  if (json) process.exitCode = EXIT.refused
  else refused(`${done.value.refused.length} rows were refused`)
}

function tell(report: ReplayReport, json: true | undefined): void {
  if (json) return sayJson(report)
  const { sent, accepted, repeated, skipped } = report
  say(`${sent} sent: ${accepted} accepted, ${repeated} repeated, ${report.refused.length} refused; ${skipped} rows without figures skipped`)
  for (const { row, code } of report.refused) say(`row ${row}: ${code}`)
}

/** A line now and then on standard error, so that the report alone is on standard output. */
function progress(): (progress: { readonly sent: number; readonly of: number }) => void {
  let toldAt = performance.now()
  return ({ sent, of }) => {
    if (performance.now() - toldAt < PROGRESS_MS) return
    toldAt = performance.now()
    warn(`${sent} of ${of}`)
  }
}
