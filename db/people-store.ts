import { and, desc, eq, exists, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm'
import { err, ok } from '../shared/result.ts'
import type { Account, Credential, Invitation, People } from './people.ts'
import type { Queries } from './queries.ts'
import type { PeopleTables } from './schema.ts'

type AccountRow = PeopleTables['accounts']['$inferSelect']
type CredentialRow = PeopleTables['credentials']['$inferSelect']
type InvitationRow = PeopleTables['invitations']['$inferSelect']

/** Digits of a session's hash that name it. */
export const SESSION_ID_LENGTH = 16

/**
 * People apart from the evidence (`people.db`; in PostgreSQL the schema `people`): accounts are no evidence, so what is handed to a
 * court, an auditor or a backup carries neither names nor password hashes, and erasing a person never touches the ledger.
 */
export function peopleStore({ db, write }: Queries, { accounts, credentials, invitations, sessions, settings }: PeopleTables): People {
  const bySession = db
    .select({ account: accounts, lastSeenAtMs: sessions.lastSeenAtMs })
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
    async namesOf(ids) {
      if (ids.length === 0) return {}
      const wanted = [...ids]
      const people = await db.select({ id: accounts.id, name: accounts.name }).from(accounts).where(inArray(accounts.id, wanted))
      const devices = await db
        .select({ id: credentials.id, name: credentials.label })
        .from(credentials)
        .where(inArray(credentials.id, wanted))
      return Object.fromEntries([...devices, ...people].map(({ id, name }) => [id, name]))
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
        db.insert(sessions).values({ ...session, lastSeenAtMs: session.createdAtMs }),
      )
    },
    async accountOfSession(tokenHash, nowMs) {
      const [row] = await bySession.execute({ tokenHash, nowMs })
      return row && { account: accountOf(row.account), lastSeenAtMs: row.lastSeenAtMs }
    },
    async sawSession(tokenHash, nowMs) {
      await write(db.update(sessions).set({ lastSeenAtMs: nowMs }).where(eq(sessions.tokenHash, tokenHash)))
    },
    async sessionsOf(account, nowMs) {
      const rows = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.account, account), gt(sessions.expiresAtMs, nowMs)))
        .orderBy(desc(sessions.lastSeenAtMs), desc(sessions.createdAtMs))
      return rows.map(({ tokenHash, account: _own, ...rest }) => ({ id: tokenHash.slice(0, SESSION_ID_LENGTH), ...rest }))
    },
    async closeSession(tokenHash) {
      await write(db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)))
    },
    async closeSessionOf(account, id) {
      const [closed] = await write(
        db.delete(sessions).where(and(eq(sessions.account, account), eq(sql`substr(${sessions.tokenHash}, 1, ${SESSION_ID_LENGTH})`, id))),
      )
      return closed === 1
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
    async setting(owner, name) {
      const [row] = await db
        .select()
        .from(settings)
        .where(and(eq(settings.owner, owner), eq(settings.name, name)))
      return row?.value
    },
    async keepSetting(owner, name, value) {
      await write(
        db
          .insert(settings)
          .values({ owner, name, value })
          .onConflictDoUpdate({ target: [settings.owner, settings.name], set: { value } }),
      )
    },
    async addInvitations(made) {
      await write(...made.map((one) => db.insert(invitations).values({ ...one, withdrawn: false })))
    },
    async invitationByHash(hash) {
      const [row] = await db
        .select()
        .from(invitations)
        .where(or(eq(invitations.tokenHash, hash), eq(invitations.codeHash, hash)))
      return row && invitationOf(row)
    },
    async invitations() {
      return (await db.select().from(invitations).orderBy(desc(invitations.createdAtMs), invitations.id)).map(invitationOf)
    },
    async withdrawInvitation(id) {
      const [withdrawn] = await write(
        db
          .update(invitations)
          .set({ withdrawn: true })
          .where(and(eq(invitations.id, id), eq(invitations.withdrawn, false), isNull(invitations.account))),
      )
      return withdrawn === 1
    },
    async acceptInvitation({ invitation, account, nowMs }) {
      const itsAccount = db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, account.id))
      const itsInvitation = db.select({ id: invitations.id }).from(invitations).where(eq(invitations.account, account.id))
      // One commit: the account comes first and goes again when the invitation is not to be had, so that nothing between is ever seen.
      const [added, used] = await write(
        db
          .insert(accounts)
          .values({ ...account, disabled: false })
          .onConflictDoNothing({ target: accounts.name }),
        db
          .update(invitations)
          .set({ account: account.id })
          .where(
            and(
              eq(invitations.id, invitation),
              eq(invitations.withdrawn, false),
              isNull(invitations.account),
              gt(invitations.expiresAtMs, nowMs),
              exists(itsAccount),
            ),
          ),
        db.delete(accounts).where(and(eq(accounts.id, account.id), notExists(itsInvitation))),
      )
      if (added === 0) return err('name-taken')
      return used === 1 ? ok(undefined) : err('over')
    },
  }
}

/** Absent is undefined here and null in the database; secrets stay behind. */
const accountOf = ({ id, name, organisation, grants, disabled }: AccountRow): Account => ({
  id,
  name,
  ...(organisation === null ? {} : { organisation }),
  grants,
  disabled,
})
const credentialOf = ({ tokenHash: _secret, profile, expiresAtMs, ...rest }: CredentialRow): Credential => ({
  ...rest,
  ...(profile === null ? {} : { profile }),
  ...(expiresAtMs === null ? {} : { expiresAtMs }),
})
const invitationOf = ({ tokenHash: _link, codeHash: _code, organisation, account, ...rest }: InvitationRow): Invitation => ({
  ...rest,
  ...(organisation === null ? {} : { organisation }),
  ...(account === null ? {} : { account }),
})
