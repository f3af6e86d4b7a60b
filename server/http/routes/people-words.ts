import { z } from 'zod'
import { NameText } from '../../../shared/whole-text.ts'
import { Grant, PEOPLE_ROLES, Role } from '../../../shared/roles.ts'

/** What people type about people, parsed alike on every way in; one spelling of an accent, so that one name is one account. */
export const AccountName = NameText.normalize('NFC').min(2, 'a name has at least 2 characters').max(100)
export const Organisation = NameText.min(1).max(100)

/** A role that a person may hold. */
const PersonRole = Role.refine((role) => PEOPLE_ROLES.includes(role), 'no role of a person: walls open from a link, machines from a token')
export const PersonGrant = Grant.extend({ role: PersonRole })
export const PersonGrants = z.array(PersonGrant).min(1).max(500)

/** A wall opens from a link of its own kind, a spreadsheet from an address. */
const TokenRole = Role.refine(
  (role) => role !== 'wall' && role !== 'sheet',
  'walls open from a wall link, spreadsheets from a live address',
)
export const TokenGrants = z
  .array(Grant.extend({ role: TokenRole }))
  .min(1)
  .max(500)
