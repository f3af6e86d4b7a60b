import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { err, ok } from '../shared/result.js'
import { accounts, credentials, sessions } from './schema.people.js'
/**
 * People in a database of their own (`people.db`): accounts are no evidence, so the file that is handed to a court, an auditor
 * or a backup carries neither names nor password hashes, and erasing a person never touches the ledger.
 */
export function peopleStore({ db, write }) {
  const bySession = db
    .select({ account: accounts })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.account))
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder('tokenHash')),
        gt(sessions.expiresAtMs, sql.placeholder('nowMs')),
        eq(accounts.disabled, false),
      ),
    )
    .prepare()
  const byToken = db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.tokenHash, sql.placeholder('tokenHash')),
        eq(credentials.revoked, false),
        or(isNull(credentials.expiresAtMs), gt(credentials.expiresAtMs, sql.placeholder('nowMs'))),
      ),
    )
    .prepare()
  return {
    async addAccount(account) {
      const [added] = await write(
        db
          .insert(accounts)
          .values({ ...account, disabled: false })
          .onConflictDoNothing({ target: accounts.name }),
      )
      return added === 1 ? ok(undefined) : err('name-taken')
    },
    async accountByName(name) {
      const [row] = await db.select().from(accounts).where(eq(accounts.name, name))
      return row && { account: accountOf(row), passwordHash: row.passwordHash }
    },
    async accounts() {
      return (await db.select().from(accounts).orderBy(accounts.name)).map(accountOf)
    },
    async changeAccount(id, change) {
      // Enabled again, a person signs in again: sessions go in the same commit, whichever way the switch is turned.
      const ending = change.disabled === undefined ? [] : [db.delete(sessions).where(eq(sessions.account, id))]
      // Setting the id to itself makes an empty change a valid one.
      const [changed] = await write(
        db
          .update(accounts)
          .set({ id, ...change })
          .where(eq(accounts.id, id)),
        ...ending,
      )
      return changed === 1
    },
    async openSession(session) {
      // Sessions that ended by time leave with the next sign-in of the same person.
      await write(
        db.delete(sessions).where(and(eq(sessions.account, session.account), sql`${sessions.expiresAtMs} <= ${session.createdAtMs}`)),
        db.insert(sessions).values(session),
      )
    },
    async accountOfSession(tokenHash, nowMs) {
      const [row] = await bySession.execute({ tokenHash, nowMs })
      return row && accountOf(row.account)
    },
    async closeSession(tokenHash) {
      await write(db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)))
    },
    async closeSessionsOf(account) {
      await write(db.delete(sessions).where(eq(sessions.account, account)))
    },
    async addCredential(credential) {
      await write(db.insert(credentials).values({ ...credential, revoked: false }))
    },
    async credentialByHash(tokenHash, nowMs) {
      const [row] = await byToken.execute({ tokenHash, nowMs })
      return row && credentialOf(row)
    },
    async credentials(kind) {
      const rows = await db.select().from(credentials).where(eq(credentials.kind, kind)).orderBy(credentials.createdAtMs, credentials.id)
      return rows.map(credentialOf)
    },
    async revokeCredential(id) {
      const [revoked] = await write(db.update(credentials).set({ revoked: true }).where(eq(credentials.id, id)))
      return revoked === 1
    },
  }
}
/** Absent is undefined here and null in the database; secrets stay behind. */
const accountOf = ({ id, name, organisation, grants, disabled }) => ({
  id,
  name,
  ...(organisation === null ? {} : { organisation }),
  grants,
  disabled,
})
const credentialOf = ({ tokenHash: _secret, profile, expiresAtMs, ...rest }) => ({
  ...rest,
  ...(profile === null ? {} : { profile }),
  ...(expiresAtMs === null ? {} : { expiresAtMs }),
})
