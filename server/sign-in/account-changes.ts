import type { Account, People } from '../../db/people.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Grant } from '../../shared/roles.ts'

export type AccountChange = Parameters<People['changeAccount']>[1]
export interface AccountChanges {
  /** Changes and ends the sessions of that person. Somebody who administers a whole province has to remain. */
  change(id: string, change: AccountChange): Promise<Result<void, 'unknown' | 'last-administrator'>>
}

/** One after the other: two administrators who disable each other at once would leave nobody. */
export function accountChanges(people: People): AccountChanges {
  let last: Promise<unknown> = Promise.resolve()
  return {
    change(id, change) {
      const mine = last.then(() => changeOne(people, id, change))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

async function changeOne(people: People, id: string, change: AccountChange): Promise<Result<void, 'unknown' | 'last-administrator'>> {
  const before = await people.accounts()
  if (!before.some((account) => account.id === id)) return err('unknown')
  const after = before.map((account) => (account.id === id ? { ...account, ...change } : account))
  if (before.some(administers) && !after.some(administers)) return err('last-administrator')
  await people.changeAccount(id, change)
  await people.closeSessionsOf(id)
  return ok(undefined)
}

const administers = ({ disabled, grants }: Pick<Account, 'disabled' | 'grants'>): boolean => !disabled && grants.some(isChief)
const isChief = ({ role, region }: Grant): boolean => role === 'administrator' && region.length === 2
