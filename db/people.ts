import type { Source } from '../shared/form.ts'
import type { Result } from '../shared/result.ts'
import type { Grant, WallProfile } from '../shared/roles.ts'

/** A person who signs in. `id` is `account:<ulid>` and the author of what he writes. */
export type Account = {
  readonly id: string
  readonly name: string
  readonly organisation?: string
  readonly grants: readonly Grant[]
  readonly disabled: boolean
}
/** A bearer credential: a machine's or device's token (`token:<ulid>`), a wall link (`wall:<ulid>`) or a spreadsheet's address (`sheet:<ulid>`). Only its SHA-256 is stored. */
export type Credential = {
  readonly id: string
  readonly label: string
  readonly kind: 'token' | 'wall' | 'sheet'
  readonly grants: readonly Grant[]
  readonly sources: readonly Source[]
  readonly profile?: WallProfile
  readonly createdAtMs: number
  readonly expiresAtMs?: number
  readonly revoked: boolean
}

/** What a browser says of itself, in the words people use: `Chrome`, `Android`. Absent where it does not say. */
export type Device = { readonly browser?: string; readonly system?: string }
/** One signed-in device. `id` names it and opens nothing: the first 16 digits of the hash of its secret. */
export type Session = {
  readonly id: string
  readonly device: Device
  readonly createdAtMs: number
  /** To within some minutes. */
  readonly lastSeenAtMs: number
  readonly expiresAtMs: number
}
/** A way in for somebody who has no account yet (`invitation:<ulid>`), by link or short code. Both are kept hashed only. */
export type Invitation = {
  readonly id: string
  /** Whom it is for, as the inviter wrote it: offered as the name of the account. */
  readonly label: string
  readonly organisation?: string
  readonly grants: readonly Grant[]
  readonly invitedBy: string
  readonly createdAtMs: number
  readonly expiresAtMs: number
  readonly withdrawn: boolean
  /** Whose account it became; one invitation makes one. */
  readonly account?: string
}

/** Accounts, sessions, credentials, invitations and what people once chose. Secrets come in hashed; every write is durable when its promise resolves. */
export interface People {
  addAccount(account: Omit<Account, 'disabled'> & { readonly passwordHash: string }): Promise<Result<void, 'name-taken'>>
  accountByName(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | undefined>
  accounts(): Promise<Account[]>
  /** Names of accounts and labels of credentials, of those ids that are still known. */
  namesOf(ids: readonly string[]): Promise<Record<string, string>>
  /** False when there is no such account; disabling also ends its sessions. */
  changeAccount(
    id: string,
    change: { readonly grants?: readonly Grant[]; readonly disabled?: boolean; readonly passwordHash?: string },
  ): Promise<boolean>
  openSession(session: {
    readonly tokenHash: string
    readonly account: string
    readonly createdAtMs: number
    readonly expiresAtMs: number
    readonly device: Device
  }): Promise<void>
  /** The account of a live session; undefined when expired, closed or its account is disabled. */
  accountOfSession(tokenHash: string, nowMs: number): Promise<{ readonly account: Account; readonly lastSeenAtMs: number } | undefined>
  sawSession(tokenHash: string, nowMs: number): Promise<void>
  /** Live ones, the last seen first. */
  sessionsOf(account: string, nowMs: number): Promise<Session[]>
  closeSession(tokenHash: string): Promise<void>
  /** By its `id`; false when that person has no such session. */
  closeSessionOf(account: string, id: string): Promise<boolean>
  closeSessionsOf(account: string): Promise<void>
  addCredential(credential: Omit<Credential, 'revoked'> & { readonly tokenHash: string }): Promise<void>
  /** Undefined when unknown, revoked or expired. */
  credentialByHash(tokenHash: string, nowMs: number): Promise<Credential | undefined>
  credentials(kind: Credential['kind']): Promise<Credential[]>
  revokeCredential(id: string): Promise<boolean>
  /** What a person once chose, under a name of the chooser's; undefined = nothing yet. */
  setting(owner: string, name: string): Promise<unknown>
  keepSetting(owner: string, name: string, value: unknown): Promise<void>
  /** All or none. */
  addInvitations(
    invitations: readonly (Omit<Invitation, 'withdrawn' | 'account'> & { readonly tokenHash: string; readonly codeHash: string })[],
  ): Promise<void>
  /** By the hash of its token or of its code, whatever became of it. */
  invitationByHash(hash: string): Promise<Invitation | undefined>
  invitations(): Promise<Invitation[]>
  /** False when it was used or withdrawn before. */
  withdrawInvitation(id: string): Promise<boolean>
  /** Makes the account and uses the invitation up, both or neither; of two at once one wins. `over` = used, withdrawn or expired. */
  acceptInvitation(accepted: {
    readonly invitation: string
    readonly account: Omit<Account, 'disabled'> & { readonly passwordHash: string }
    readonly nowMs: number
  }): Promise<Result<void, 'name-taken' | 'over'>>
}
