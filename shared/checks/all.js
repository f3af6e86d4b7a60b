import { ar1, ar10, ar2, ar3, ar4, ar5, ar6, ar7, ar8, ar9 } from './arithmetic.js'
import { pg1, silencedByMissingPage } from './page.js'
import { ma1, ma2 } from './register.js'
import { sx1 } from './sexes.js'
import { tm1 } from './time.js'
import { db1, dt1, mx1 } from './voters.js'
/** Every one-form check (IRREGULARITIES.md section 1). */
const CHECKS = [ar1, ar2, ar3, ar4, ar5, ar6, ar7, ar8, ar9, ar10, pg1, ma1, ma2, sx1, dt1, db1, mx1, tm1]
/** What every check finds, also where a missing page is the only reason: for base rates, not for people. */
export function checkUnsilenced(sheet) {
  const found = []
  for (const check of CHECKS) {
    const one = check(sheet)
    if (one) found.push(one)
  }
  return found
}
/** What needs checking on one sheet: a missing page (PG1) silences the sums it would break. */
export function checkSheet(sheet) {
  const found = checkUnsilenced(sheet)
  if (found.length < 2) return found
  const silenced = silencedByMissingPage(sheet)
  return silenced.length === 0 ? found : found.filter((one) => !silenced.includes(one.check))
}
