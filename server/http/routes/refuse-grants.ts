import type { Election } from '../../../shared/election.ts'
import { type Refusal, refuse } from '../../../shared/refusal.ts'
import { type Grant, mayGrant, type Principal } from '../../../shared/roles.ts'
import { unknownRegions } from '../../election/known-region.ts'

/**
 * Why somebody may not give these grants, or undefined: a role beyond his own (`forbidden`), a region beyond that role's (`not-found`), a
 * region that the loaded election does not have (`invalid`, each with its row below `path`).
 */
export function refuseGrants(
  who: Pick<Principal, 'grants'>,
  grants: readonly Grant[],
  election: Election | undefined,
  path = 'grants',
): Refusal | undefined {
  const verdicts = grants.map((grant) => mayGrant(who.grants, grant))
  const forbidden = verdicts.indexOf('forbidden')
  if (forbidden >= 0) return refuse('forbidden', `your role does not bring in a ${grants[forbidden]?.role}`)
  if (verdicts.includes('not-found')) return refuse('not-found', 'nobody grants beyond the regions he works in')
  return refuseRegions(
    grants.map(({ region }, i) => [`${path}.${i}.region`, region]),
    election,
  )
}

/** Why these regions cannot be spoken of: the loaded election does not have them. */
export function refuseRegions(
  regions: readonly (readonly [path: string, code: string])[],
  election: Election | undefined,
): Refusal | undefined {
  const errors = unknownRegions(election, regions)
  return errors[0] && refuse('invalid', `${errors[0].path}: ${errors[0].message}`, { errors: errors.slice(0, 50) })
}
