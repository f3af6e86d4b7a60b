import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { CannotRun } from './cannot-run.ts'

// From dist/server/commands and from server/commands alike.
const ROOTS = ['../../', '../../../'].map((up) => fileURLToPath(new URL(up, import.meta.url)))

export const addBench = (program: Command): Command =>
  program
    .command('bench')
    .description(
      'measure this machine: intake, feed, start-up, memory, explore, looking back and both databases beside the limits of the same run (in a source checkout)',
    )
    .allowUnknownOption()
    .argument('[options...]', '--quick, --only intake,visible,start,memory,explore,moments,databases, --json FILE')
    .action(bench)

async function bench(options: string[]): Promise<void> {
  const root = ROOTS.find((folder) => existsSync(`${folder}test/bench/main.ts`))
  if (!root) throw new CannotRun('the bench is part of the source checkout, not of the installed package: git clone, npm ci, npm run bench')
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/main.ts', ...options], { cwd: root, stdio: 'inherit' })
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}
