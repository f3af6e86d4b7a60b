import * as z from 'zod'
import { Source } from './form.ts'
import { Instant } from './ids.ts'
import { Grant, WallProfile } from './roles.ts'

/** What requests about people answer: accounts, devices, invitations, tokens and wall links. */

export const AccountView = z.strictObject({
  id: z.string(),
  name: z.string(),
  organisation: z.string().optional(),
  grants: z.array(Grant),
  disabled: z.boolean(),
})
/** A token or a wall link, without its secret. */
export const CredentialView = z.strictObject({
  id: z.string(),
  label: z.string(),
  grants: z.array(Grant),
  sources: z.array(Source),
  profile: WallProfile.optional(),
  createdAt: Instant,
  expiresAt: Instant.optional(),
  revoked: z.boolean(),
})
export const AccountsAnswer = z.strictObject({ items: z.array(AccountView) })
export const CredentialsAnswer = z.strictObject({ items: z.array(CredentialView) })
/** The secret is told this once. */
export const TokenAnswer = z.strictObject({ id: z.string(), token: z.string() })
/** `path` follows the address this server is reached by; the token stands behind `#`, where no log or referrer sees it. */
export const WallLinkAnswer = z.strictObject({ id: z.string(), token: z.string(), path: z.string() })

/** Where somebody is signed in. `device` is what the browser says of itself. */
export const DeviceView = z.strictObject({
  id: z.string(),
  device: z.strictObject({ browser: z.string().optional(), system: z.string().optional() }),
  since: Instant,
  /** To within some minutes. */
  lastSeen: Instant,
  /** The one that asks. */
  current: z.literal(true).optional(),
})
export type DeviceView = z.infer<typeof DeviceView>
export const DevicesAnswer = z.strictObject({ items: z.array(DeviceView) })

export const InvitationState = z.enum(['open', 'used', 'expired', 'withdrawn'])
export type InvitationState = z.infer<typeof InvitationState>
export const InvitationView = z.strictObject({
  id: z.string(),
  label: z.string(),
  organisation: z.string().optional(),
  grants: z.array(Grant),
  state: InvitationState,
  createdAt: Instant,
  expiresAt: Instant,
  /** Who made it, and whose account it became, where they have one. */
  by: z.string().optional(),
  account: z.string().optional(),
})
export type InvitationView = z.infer<typeof InvitationView>
export const InvitationsAnswer = z.strictObject({ items: z.array(InvitationView) })
/** Link and code are told this once. `path` follows the address this server is reached by. */
export const MadeInvitation = z.strictObject({
  id: z.string(),
  label: z.string(),
  token: z.string(),
  code: z.string(),
  path: z.string(),
  expiresAt: Instant,
})
export type MadeInvitation = z.infer<typeof MadeInvitation>
export const MadeInvitationsAnswer = z.strictObject({ items: z.array(MadeInvitation) })
/** What the invited sees before he accepts; of one that is over only what became of it. */
export const InvitedAnswer = z.strictObject({
  state: InvitationState,
  label: z.string().optional(),
  grants: z.array(Grant.extend({ place: z.string().optional() })).optional(),
  by: z.string().optional(),
  expiresAt: Instant.optional(),
  /** Of the election, for the hour at which it ends; absent while none is loaded. */
  timezone: z.string().optional(),
})
export type InvitedAnswer = z.infer<typeof InvitedAnswer>

/** Addresses under which other devices reach this server, the best first; empty = only its own machine does. */
export const AddressesAnswer = z.strictObject({ origins: z.array(z.string()) })
