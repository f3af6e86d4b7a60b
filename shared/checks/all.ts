import { ar6, ar7, BALLOT_SUMS } from './ballot-sums.ts'
import type { Check, Explanation, Explanations, Found, Sheet } from './check.ts'
import { pg1, PAGES, silencedByMissingPage } from './page.ts'
import { PHOTOS } from './photos.ts'
import { ma1, ma2, REGISTER_FIGURES } from './register.ts'
import { SEXES, sx1 } from './sexes.ts'
import { TIMES, tm1 } from './time.ts'
import { ar1, ar2, ar3, ar5, VOTE_SUMS } from './vote-sums.ts'
import { ar10, ar4, ar8, ar9, VOTER_SUMS } from './voter-sums.ts'
import { db1, dt1, mx1, VOTER_LISTS } from './voters.ts'

/** Every one-form check (IRREGULARITIES.md section 1). */
const CHECKS: readonly Check[] = [ar1, ar2, ar3, ar4, ar5, ar6, ar7, ar8, ar9, ar10, pg1, ma1, ma2, sx1, dt1, db1, mx1, tm1]

/** What every check finds, also where a missing page is the only reason: for base rates, not for people. */
export function checkUnsilenced(sheet: Sheet): Found[] {
  const found: Found[] = []
  for (const check of CHECKS) {
    const one = check(sheet)
    if (one) found.push(one)
  }
  return found
}

/** What needs checking on one sheet: a missing page (PG1) silences the sums it would break. */
export function checkSheet(sheet: Sheet): Found[] {
  const found = checkUnsilenced(sheet)
  if (found.length < 2) return found
  const silenced = silencedByMissingPage(sheet)
  return silenced.length === 0 ? found : found.filter((one) => !silenced.includes(one.check))
}

const EXPLANATIONS: Explanations = {
  ...VOTE_SUMS,
  ...VOTER_SUMS,
  ...BALLOT_SUMS,
  ...PAGES,
  ...PHOTOS,
  ...REGISTER_FIGURES,
  ...SEXES,
  ...TIMES,
  ...VOTER_LISTS,
}

/** How often honest forms look like what this check found, and what to do next; undefined = a check this version does not know. */
export const explanationOf = (check: string): Explanation | undefined => EXPLANATIONS[check]
