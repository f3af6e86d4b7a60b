import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import { addCredential } from '../http/routes/credentials.js'
import { hashPassword } from '../sign-in/passwords.js'
import { DESKS_PER_ROOM, deskOf, phonesOf, witnessOf } from './night.js'
/** One sign-in per role; names are roles, because no real person stands in a demo. */
const PEOPLE = [
  { name: 'admin', role: 'administrator', region: '64', words: 'administrator: people, wall links, the election' },
  { name: 'kepala', role: 'head', region: '64', words: 'head of the province war room' },
  { name: 'koordinator', role: 'coordinator', region: '6472', words: 'coordinator of Samarinda' },
  { name: 'korcam', role: 'field-coordinator', region: '647201', words: 'field coordinator of a district in Samarinda' },
  { name: 'operator', role: 'operator', region: '6472', words: 'desk operator in Samarinda' },
  { name: 'analis', role: 'analyst', region: '64', words: 'analyst of the province' },
  { name: 'hukum', role: 'legal', region: '64', words: 'legal team' },
  { name: 'pimpinan', role: 'leader', region: '64', words: 'party leader' },
  { name: 'pers', role: 'press', region: '64', words: 'press officer' },
  { name: 'rekap', role: 'recap-witness', region: '647201', words: 'recap witness of a district in Samarinda' },
  { name: 'saksi', role: 'witness', region: '647201', words: 'witness (here for the TPS of a whole district)' },
  { name: 'auditor', role: 'auditor', region: '64', words: 'auditor: the ledger only' },
]
/** The password is made anew for each demo: there is no default anywhere. */
export async function addDemoPeople(people) {
  const password = `simulasi-${randomBytes(3).toString('hex')}`
  const passwordHash = await hashPassword(password)
  for (const { name, role, region } of PEOPLE)
    await people.addAccount({ id: `account:${ulid()}`, name, grants: [{ role, region }], passwordHash })
  return PEOPLE.map((person) => ({ ...person, password }))
}
/** Author -> token: a witness credential per district, three desks and a telephone per regency. */
export async function addDemoTokens(store, election) {
  const tokens = {}
  const add = async (author, role, region, source) => {
    const made = await addCredential('token', { label: `demo ${author}`, grants: [{ role, region }], sources: [source] }, { store })
    tokens[author] = made.token
  }
  const districts = new Set(election.tps.map(({ tps }) => tps.slice(0, 6)))
  const regencies = new Set(election.tps.map(({ tps }) => tps.slice(0, 4)))
  for (const district of districts) await add(witnessOf(district), 'witness', district, 'witness')
  for (const regency of regencies) {
    for (let n = 1; n <= DESKS_PER_ROOM; n++) await add(deskOf(regency, n), 'operator', regency, 'desk')
    await add(phonesOf(regency), 'machine', regency, 'sms')
  }
  return tokens
}
