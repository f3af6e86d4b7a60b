import type { Level, RoomId } from '../shared/ids.ts'
import type { Source } from '../shared/form.ts'
import type { Grant, WallProfile } from '../shared/roles.ts'
import type { Kit } from './kit.ts'
import type { Credential, Device } from './people.ts'

/** What is evidence: the chained entries, the free texts beside them, the election they are about. */
export const makeLedgerSchema = (kit: Kit) => ({
  /** Append-only by triggers (a hand-written migration); `fact` holds the exact bytes that are hashed. */
  entries: kit.table(
    'entries',
    {
      room: kit.text('room').$type<RoomId>().notNull(),
      seq: kit.int('seq').notNull(),
      at: kit.text('at').notNull(),
      by: kit.text('by').notNull(),
      id: kit.text('id').notNull(),
      requestHash: kit.text('request_hash').notNull(),
      fact: kit.text('fact').notNull(),
      previous: kit.text('previous').notNull(),
      hash: kit.text('hash').notNull(),
    },
    (entry) => [kit.primaryKey({ columns: [entry.room, entry.seq] }), kit.uniqueIndex('entries_id').on(entry.id)],
  ),
  /** Free text by its `textHash`; a row may go, never change. */
  texts: kit.table('texts', {
    hash: kit.text('hash').primaryKey(),
    salt: kit.text('salt').notNull(),
    text: kit.text('text').notNull(),
  }),
  /** One row: the election as loaded, as JSON. Its id stands beside it because every entry's hash needs it. */
  elections: kit.table('elections', {
    only: kit.int('only').primaryKey(),
    id: kit.text('id').notNull(),
    election: kit.text('election').notNull(),
    /** `electionHash` of it and the boundaries saved with it; once it was `boundariesHash`, and before that nothing. */
    boundariesHash: kit.text('boundaries_hash'),
  }),
  boundaries: kit.table('boundaries', {
    level: kit.text('level').$type<Level>().primaryKey(),
    geojson: kit.text('geojson').notNull(),
  }),
})

/** Who may come in: no evidence, and all of it erasable. */
export const makePeopleSchema = (kit: Kit) => {
  const accounts = kit.table(
    'accounts',
    {
      id: kit.text('id').primaryKey(),
      name: kit.text('name').notNull(),
      organisation: kit.text('organisation'),
      grants: kit.json<readonly Grant[]>('grants').notNull(),
      passwordHash: kit.text('password_hash').notNull(),
      disabled: kit.bool('disabled').notNull(),
    },
    (account) => [kit.uniqueIndex('accounts_name').on(account.name)],
  )
  const sessions = kit.table(
    'sessions',
    {
      tokenHash: kit.text('token_hash').primaryKey(),
      account: kit
        .text('account')
        .notNull()
        .references(() => accounts.id),
      createdAtMs: kit.long('created_at_ms').notNull(),
      expiresAtMs: kit.long('expires_at_ms').notNull(),
      lastSeenAtMs: kit.long('last_seen_at_ms').notNull(),
      device: kit.json<Device>('device').notNull(),
    },
    (session) => [kit.index('sessions_account').on(session.account)],
  )
  const credentials = kit.table(
    'credentials',
    {
      id: kit.text('id').primaryKey(),
      tokenHash: kit.text('token_hash').notNull(),
      label: kit.text('label').notNull(),
      kind: kit.text('kind').$type<Credential['kind']>().notNull(),
      grants: kit.json<readonly Grant[]>('grants').notNull(),
      sources: kit.json<readonly Source[]>('sources').notNull(),
      profile: kit.text('profile').$type<WallProfile>(),
      createdAtMs: kit.long('created_at_ms').notNull(),
      expiresAtMs: kit.long('expires_at_ms'),
      revoked: kit.bool('revoked').notNull(),
    },
    (credential) => [kit.uniqueIndex('credentials_token_hash').on(credential.tokenHash)],
  )
  const invitations = kit.table(
    'invitations',
    {
      id: kit.text('id').primaryKey(),
      tokenHash: kit.text('token_hash').notNull(),
      codeHash: kit.text('code_hash').notNull(),
      label: kit.text('label').notNull(),
      organisation: kit.text('organisation'),
      grants: kit.json<readonly Grant[]>('grants').notNull(),
      invitedBy: kit.text('invited_by').notNull(),
      createdAtMs: kit.long('created_at_ms').notNull(),
      expiresAtMs: kit.long('expires_at_ms').notNull(),
      withdrawn: kit.bool('withdrawn').notNull(),
      /** Whose account it became. */
      account: kit.text('account'),
    },
    (invitation) => [
      kit.uniqueIndex('invitations_token_hash').on(invitation.tokenHash),
      kit.uniqueIndex('invitations_code_hash').on(invitation.codeHash),
    ],
  )
  /** What people once chose, so that nobody asks them again. */
  const settings = kit.table(
    'settings',
    {
      owner: kit.text('owner').notNull(),
      name: kit.text('name').notNull(),
      value: kit.json<unknown>('value').notNull(),
    },
    (setting) => [kit.primaryKey({ columns: [setting.owner, setting.name] })],
  )
  return { accounts, sessions, credentials, invitations, settings }
}

/** The tables of either dialect, as a repository takes them. */
export type LedgerTables = ReturnType<typeof makeLedgerSchema>
export type PeopleTables = ReturnType<typeof makePeopleSchema>
