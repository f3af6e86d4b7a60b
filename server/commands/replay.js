import { readFile } from 'node:fs/promises'
import { Option } from 'commander'
import { z } from 'zod'
import { PROFILE_NAMES } from '../replay/profiles.js'
import { replay } from '../replay/replay.js'
import { jsonOption, parsedBy } from './arguments.js'
import { CannotRun, refused } from './cannot-run.js'
const PROGRESS_MS = 2_000
export function addReplay(program) {
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
    .action(run)
}
async function run(file, { json, ...options }) {
  const csv = await readFile(file, 'utf8').catch((error) => {
    throw new CannotRun(`${file}: ${error.message}`)
  })
  const done = await replay({ ...options, csv, onProgress: progress() })
  if (!done.ok) {
    if (done.error.report) tell(done.error.report, json)
    throw new CannotRun(`${done.error.code}: ${done.error.message}`)
  }
  tell(done.value, json)
  if (done.value.refused.length > 0) refused(`${done.value.refused.length} rows were refused`)
}
function tell(report, json) {
  if (json) return console.log(JSON.stringify(report))
  const { sent, accepted, repeated, skipped } = report
  console.log(
    `${sent} sent: ${accepted} accepted, ${repeated} repeated, ${report.refused.length} refused; ${skipped} rows without figures skipped`,
  )
  for (const { row, code } of report.refused) console.log(`row ${row}: ${code}`)
}
/** A line now and then on standard error, so that the report alone is on standard output. */
function progress() {
  let toldAt = performance.now()
  return ({ sent, of }) => {
    if (performance.now() - toldAt < PROGRESS_MS) return
    toldAt = performance.now()
    console.error(`${sent} of ${of}`)
  }
}
