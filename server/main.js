#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { addAccount } from './commands/account.js'
import { addBench } from './commands/bench.js'
import { CannotRun, EXIT } from './commands/cannot-run.js'
import { addDemo } from './commands/demo.js'
import { addElection } from './commands/election.js'
import { addReplay } from './commands/replay.js'
import { addServe } from './commands/serve.js'
import { addToken } from './commands/token.js'
import { addVerify } from './commands/verify.js'
import { VERSION } from './http/version.js'
const program = new Command('kamar-hitung')
  .description('A party count room for election night: forms in, ledger, live map out')
  .version(VERSION)
  .showHelpAfterError('(--help tells more)')
  .exitOverride()
// In the order of CONTRACT.md.
for (const add of [addServe, addDemo, addElection, addAccount, addToken, addReplay, addVerify, addBench]) add(program)
try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.cannotRun
  } else if (error instanceof CannotRun) {
    console.error(error.message)
    // At once: what was opened before it could not go on (a feed's timers, a socket) must not keep the process.
    process.exit(EXIT.cannotRun)
  } else {
    // Our bug: the stack says where.
    console.error(error)
    process.exitCode = EXIT.refused
  }
}
