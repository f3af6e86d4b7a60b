#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { addAccount } from './commands/account.ts'
import { addBackup } from './commands/backup.ts'
import { addBench } from './commands/bench.ts'
import { CannotRun, EXIT } from './commands/cannot-run.ts'
import { endWithReader } from './commands/closed-pipe.ts'
import { addCopy } from './commands/copy.ts'
import { addDemo } from './commands/demo.ts'
import { addElection } from './commands/election.ts'
import { addInvite } from './commands/invite.ts'
import { addReplay } from './commands/replay.ts'
import { addRestore } from './commands/restore.ts'
import { sayTrouble, wantsJson } from './commands/say.ts'
import { addServe } from './commands/serve.ts'
import { addToken } from './commands/token.ts'
import { addVerify } from './commands/verify.ts'
import { addWall } from './commands/wall.ts'
import { VERSION } from './http/version.ts'
import { withoutBoundValues } from './log.ts'

const program = new Command('kamar-hitung')
  .description('A party count room for election night: forms in, ledger, live map out')
  .version(VERSION)
  .showHelpAfterError('(--help tells more)')
  .exitOverride()

// In the order of CONTRACT.md.
for (const add of [
  addServe,
  addDemo,
  addElection,
  addAccount,
  addInvite,
  addToken,
  addWall,
  addReplay,
  addVerify,
  addBackup,
  addRestore,
  addCopy,
  addBench,
])
  add(program)

endWithReader()
try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.cannotRun
    // Commander has said it in words on standard error.
    if (error.exitCode !== 0 && wantsJson()) sayTrouble(error.message)
  } else if (error instanceof CannotRun) {
    sayTrouble(error.message)
    // At once: what was opened before it could not go on (a feed's timers, a socket) must not keep the process.
    process.exit(EXIT.cannotRun)
  } else {
    // Our bug: the stack says where.
    console.error(withoutBoundValues(error))
    process.exitCode = EXIT.refused
  }
}
