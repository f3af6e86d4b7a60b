import { InvalidArgumentError, Option } from 'commander'
import type { z } from 'zod'
import { ScopeCode } from '../../shared/ids.ts'
import { Role } from '../../shared/roles.ts'

/** An option's text through a schema; what does not fit is told in the schema's words and ends with exit 2. */
export const parsedBy =
  <T>(schema: z.ZodType<T>) =>
  (text: string): T => {
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'not understood')
  }

export const roleOption = (): Option =>
  new Option('--role <role>', 'what he does').choices(Role.options.filter((role) => role !== 'wall')).makeOptionMandatory()
export const regionOption = (): Option =>
  new Option('--region <code>', 'where: 2, 4, 6, 10 or 13 digits').argParser(parsedBy(ScopeCode)).makeOptionMandatory()
export const jsonOption = (): Option => new Option('--json', 'print JSON')
