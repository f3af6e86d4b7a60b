import { z } from 'zod'
import { Source } from '../../shared/form.js'
import { addCredential, Expiry } from '../http/routes/credentials.js'
import { jsonOption, parsedBy, regionOption, roleOption } from './arguments.js'
import { withStore } from './data-folder.js'
const Sources = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .pipe(z.array(Source))
export function addToken(program) {
  program
    .command('token')
    .description('bearer tokens of machines and devices')
    .command('add')
    .description('make a token; it is printed once and kept hashed')
    .addOption(roleOption())
    .addOption(regionOption())
    .option(
      '--source <list>',
      `what it may report from, by commas: ${Source.options.join(', ')}; left out, what the role reports from`,
      parsedBy(Sources),
      [],
    )
    .option('--label <label>', 'what it is for', 'token')
    .option('--expires <instant>', 'ISO 8601 with zone', parsedBy(Expiry))
    .addOption(jsonOption())
    .action(add)
}
async function add({ role, region, source, label, expires, json }) {
  const credential = { label, grants: [{ role, region }], sources: source, ...(expires ? { expiresAt: expires } : {}) }
  const made = await withStore((store) => addCredential('token', credential, { store }))
  console.log(json ? JSON.stringify(made) : made.token)
}
