import { sayTrouble } from './say.ts'

/** The command could not do its work at all (exit 2), as against what was asked being refused or broken (exit 1). */
export class CannotRun extends Error {}

export const EXIT = { done: 0, refused: 1, cannotRun: 2 } as const

/** What was asked is refused or broken: said in words (or JSON, with --json), and the process ends with 1 when it is through. */
export function refused(words: string): void {
  sayTrouble(words)
  process.exitCode = EXIT.refused
}
