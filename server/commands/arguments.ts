import { InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Store } from '../../db/store.ts'
import { ScopeCode } from '../../shared/ids.ts'
import { PEOPLE_ROLES, Role } from '../../shared/roles.ts'
import { knowsRegion, unknownRegion } from '../election/known-region.ts'
import { Expiry } from '../http/routes/credentials.ts'
import { refused } from './cannot-run.ts'

/** An option's text through a schema; what does not fit is told in the schema's words and ends with exit 2. */
export const parsedBy =
  <T>(schema: z.ZodType<T>) =>
  (text: string): T => {
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'not understood')
  }

const ofRoles = (roles: readonly Role[]): Option => new Option('--role <role>', 'what he does').choices(roles).makeOptionMandatory()
export const personRoleOption = (): Option => ofRoles(PEOPLE_ROLES)
export const tokenRoleOption = (): Option => ofRoles(Role.options.filter((role) => role !== 'wall'))
export const regionOption = (): Option =>
  new Option('--region <code>', 'where: 2, 4, 6, 10 or 13 digits').argParser(parsedBy(ScopeCode)).makeOptionMandatory()
export const expiresOption = (): Option => new Option('--expires <instant>', 'ISO 8601 with zone').argParser(parsedBy(Expiry))
export const idOption = (): Option => new Option('--id <id>', 'as the list shows it').makeOptionMandatory()
export const jsonOption = (): Option => new Option('--json', 'print JSON')

/** True, and said, when the loaded election has no such region; before one is loaded nobody knows better. */
export async function refusedRegion(store: Store, region: string): Promise<boolean> {
  const election = await store.elections.election()
  if (!election || knowsRegion(election, region)) return false
  refused(unknownRegion(region))
  return true
}

/** A whole number in digits; what does not fit is told with its bounds. */
export function wholeNumber(least: number, most: number): z.ZodType<number> {
  const words = `a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  return z
    .string()
    .trim()
    .regex(/^\d{1,15}$/, words)
    .transform(Number)
    .pipe(z.number().min(least, words).max(most, words))
}
