import type { SetupAnswer } from '../../../../shared/answers.ts'

export type SetUpStep = 'administrator' | 'sign-in' | 'not-yours' | 'election' | 'done'

type Known = {
  readonly setup: SetupAnswer
  readonly signedIn: boolean
  readonly mayLoad: boolean
  /** An administrator wants another election than the one that is loaded. */
  readonly replacing: boolean
}

/** Which step a person is at; each can be left and come back to. */
export function stepOf({ setup, signedIn, mayLoad, replacing }: Known): SetUpStep {
  if (setup.needed) return 'administrator'
  if (!signedIn) return 'sign-in'
  if (setup.election && !replacing) return 'done'
  return mayLoad ? 'election' : 'not-yours'
}

export type NewAdministrator = { readonly code: string; readonly name: string; readonly password: string; readonly again: string }
export type AdministratorProblem = 'codeMissing' | 'nameShort' | 'passwordShort' | 'passwordIsName' | 'different'

export const PASSWORD_AT_LEAST = 10
const NAME_AT_LEAST = 2

/** What still keeps the form from being sent, by field. */
export function administratorProblems({
  code,
  name,
  password,
  again,
}: NewAdministrator): Partial<Record<keyof NewAdministrator, AdministratorProblem>> {
  return {
    ...(code.replaceAll(/[^0-9a-z]/gi, '') === '' ? { code: 'codeMissing' as const } : {}),
    ...(name.trim().length < NAME_AT_LEAST ? { name: 'nameShort' as const } : {}),
    ...passwordProblem(name, password),
    ...(password !== again ? { again: 'different' as const } : {}),
  }
}

function passwordProblem(name: string, password: string): { password?: AdministratorProblem } {
  if (password.length < PASSWORD_AT_LEAST) return { password: 'passwordShort' }
  return password.toLowerCase() === name.trim().toLowerCase() ? { password: 'passwordIsName' } : {}
}

/**
 * A word about a new password, never a refusal: length is what counts, and one repeated pattern counts once.
 * Blind to: words that somebody would guess who knows the person.
 */
export function strengthOf(password: string): 'short' | 'fair' | 'good' {
  if (password.length < PASSWORD_AT_LEAST) return 'short'
  const varied = new Set(password.toLowerCase()).size
  return password.length >= 14 && varied >= 8 ? 'good' : 'fair'
}
