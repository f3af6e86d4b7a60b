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
/** A bearer credential: a machine's or device's token (`token:<ulid>`) or a wall link (`wall:<ulid>`). Only its SHA-256 is stored. */
export type Credential = {
  readonly id: string
  readonly label: string
  readonly kind: 'token' | 'wall'
  readonly grants: readonly Grant[]
  readonly sources: readonly Source[]
  readonly profile?: WallProfile
  readonly createdAtMs: number
  readonly expiresAtMs?: number
  readonly revoked: boolean
}

/** Accounts, sessions and credentials. Secrets come in hashed; every write is durable when its promise resolves. */
export interface People {
  addAccount(account: Omit<Account, 'disabled'> & { readonly passwordHash: string }): Promise<Result<void, 'name-taken'>>
  accountByName(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | undefined>
  accounts(): Promise<Account[]>
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
  }): Promise<void>
  /** The account of a live session; undefined when expired, closed or its account is disabled. */
  accountOfSession(tokenHash: string, nowMs: number): Promise<Account | undefined>
  closeSession(tokenHash: string): Promise<void>
  closeSessionsOf(account: string): Promise<void>
  addCredential(credential: Omit<Credential, 'revoked'> & { readonly tokenHash: string }): Promise<void>
  /** Undefined when unknown, revoked or expired. */
  credentialByHash(tokenHash: string, nowMs: number): Promise<Credential | undefined>
  credentials(kind: Credential['kind']): Promise<Credential[]>
  revokeCredential(id: string): Promise<boolean>
}
