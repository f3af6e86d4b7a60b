import { PEOPLE_ROLES, type Role } from '../../../../shared/roles.ts'
import { en } from '../../words/pages.en.ts'
import { id } from '../../words/pages.id.ts'

/** What a role may be called in a list: its code or its name in either language, in small letters. */
export const roleNames = (): ReadonlyMap<string, Role> =>
  new Map(PEOPLE_ROLES.flatMap((role) => [role, id.roles[role], en.roles[role]].map((word) => [word.toLowerCase(), role] as const)))
