import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Account, Credential, Invitation, People } from '../../db/people.ts'
import type { Store } from '../../db/store.ts'

const SOON = 2000
const anAccount = (name: string, change: Partial<Account> = {}) => ({
  id: `account:${name}`,
  name,
  grants: [{ role: 'coordinator' as const, region: '6472' }],
  passwordHash: `hash of ${name}`,
  ...change,
})
const aSession = (account: string, tokenHash: string, expiresAtMs = SOON) => ({
  tokenHash,
  account,
  createdAtMs: 1000,
  expiresAtMs,
  device: { browser: 'Firefox', system: 'Windows' },
})
const aCredential = (name: string, change: Partial<Credential & { tokenHash: string }> = {}) => ({
  id: `token:${name}`,
  label: name,
  kind: 'token' as const,
  grants: [{ role: 'machine' as const, region: '64' }],
  sources: ['api' as const],
  createdAtMs: 1000,
  tokenHash: `hash of ${name}`,
  ...change,
})
const anInvitation = (name: string, change: Partial<Invitation> = {}) => ({
  id: `invitation:${name}`,
  label: name,
  grants: [{ role: 'coordinator' as const, region: '6472' }],
  invitedBy: 'account:head',
  createdAtMs: 1000,
  expiresAtMs: SOON,
  ...change,
  tokenHash: `link of ${name}`,
  codeHash: `code of ${name}`,
})

/** What every store of people keeps. `open` gives an empty one. */
export function keepsThePeopleRules(name: string, open: () => Promise<Store>): void {
  let store: Store
  let people: People
  beforeEach(async () => {
    store = await open()
    people = store.people
  })
  afterEach(() => store.close())

  describe(`people in ${name}`, () => {
    test('[PP1] a name is taken once, and its account is found by it as it was added', async () => {
      const ani = anAccount('ani', { organisation: 'Partai' })
      const { passwordHash, ...rest } = ani
      expect(await people.addAccount(ani)).toEqual({ ok: true, value: undefined })
      expect(await people.addAccount({ ...anAccount('ani'), id: 'account:other' })).toEqual({ ok: false, error: 'name-taken' })
      await people.addAccount(anAccount('adi'))
      expect(await people.accountByName('ani')).toEqual({ account: { ...rest, disabled: false }, passwordHash })
      expect(await people.accountByName('nobody')).toBeUndefined()
      expect((await people.accounts()).map(({ id }) => id)).toEqual(['account:adi', 'account:ani'])
      await expect(people.addAccount({ ...ani, name: 'another' })).rejects.toThrow(/accounts(.id|_pkey)/)
    })

    describe('[PP2] a session lives until it expires, is closed, or its account is disabled', () => {
      beforeEach(async () => {
        await people.addAccount(anAccount('ani'))
        await people.openSession(aSession('account:ani', 'a'))
        await people.openSession(aSession('account:ani', 'b'))
      })
      const live = async (tokenHash: string, nowMs = 1500) => (await people.accountOfSession(tokenHash, nowMs))?.account.id
      test('it is found by its hash until it expires', async () => {
        expect([await live('a'), await live('a', SOON - 1), await live('a', SOON), await live('c')]).toEqual([
          'account:ani',
          'account:ani',
          undefined,
          undefined,
        ])
      })
      test('closed, one alone or all of a person', async () => {
        await people.closeSession('a')
        expect([await live('a'), await live('b')]).toEqual([undefined, 'account:ani'])
        await people.closeSessionsOf('account:ani')
        expect(await live('b')).toBeUndefined()
      })
      test('a disabled account has none, and enabling it does not bring them back', async () => {
        expect(await people.changeAccount('account:ani', { disabled: true })).toBe(true)
        expect(await live('a')).toBeUndefined()
        await people.openSession(aSession('account:ani', 'c'))
        expect(await live('c')).toBeUndefined()
        await people.changeAccount('account:ani', { disabled: false })
        expect([await live('a'), await live('b'), await live('c')]).toEqual([undefined, undefined, undefined])
      })
      test('a new password or other grants leave the sessions as they are', async () => {
        await people.changeAccount('account:ani', { passwordHash: 'other', grants: [] })
        expect(await live('a')).toBe('account:ani')
      })
      test('one that is over leaves with the next sign-in', async () => {
        await people.openSession({ tokenHash: 'late', account: 'account:ani', createdAtMs: SOON, expiresAtMs: 9000, device: {} })
        expect([await live('a'), await live('late')]).toEqual([undefined, 'account:ani'])
      })
      test('nobody has a session without an account', async () => {
        await expect(people.openSession(aSession('account:nobody', 'd'))).rejects.toThrow(/foreign key/i)
      })
    })

    test('[PP4] a change changes what is named and nothing else', async () => {
      await people.addAccount(anAccount('ani', { organisation: 'Partai' }))
      await people.addAccount(anAccount('budi'))
      const before = await people.accountByName('ani')
      expect(await people.changeAccount('account:ani', {})).toBe(true)
      expect(await people.accountByName('ani')).toEqual(before)
      const grants = [{ role: 'analyst' as const, region: '6471' }]
      await people.changeAccount('account:ani', { grants })
      await people.changeAccount('account:ani', { passwordHash: 'new' })
      expect(await people.accountByName('ani')).toEqual({ account: { ...before?.account, grants }, passwordHash: 'new' })
      expect(await people.accountByName('budi')).toMatchObject({ passwordHash: 'hash of budi', account: { grants: anAccount('').grants } })
      expect(await people.changeAccount('account:nobody', { disabled: true })).toBe(false)
    })

    describe('[PP3] a credential opens until it expires or is revoked', () => {
      test('it is found by its hash, as it was added and without it', async () => {
        const { tokenHash, ...token } = aCredential('server', { expiresAtMs: SOON })
        await people.addCredential({ ...token, tokenHash })
        expect(await people.credentialByHash(tokenHash, SOON - 1)).toEqual({ ...token, revoked: false })
        expect(await people.credentialByHash(tokenHash, SOON)).toBeUndefined()
        expect(await people.credentialByHash('other', 0)).toBeUndefined()
      })
      test('one without an end opens until it is revoked, and stays listed', async () => {
        await people.addCredential(aCredential('server'))
        await people.addCredential(aCredential('wall', { id: 'wall:1', kind: 'wall', profile: 'tamu', createdAtMs: 5 }))
        expect((await people.credentialByHash('hash of server', 9e15))?.id).toBe('token:server')
        expect(await people.revokeCredential('token:server')).toBe(true)
        expect(await people.credentialByHash('hash of server', 0)).toBeUndefined()
        expect(await people.credentials('token')).toMatchObject([{ id: 'token:server', revoked: true }])
        expect(await people.credentials('wall')).toMatchObject([{ id: 'wall:1', profile: 'tamu', revoked: false }])
        expect(await people.revokeCredential('token:nobody')).toBe(false)
      })
      test('two never share a secret', async () => {
        await people.addCredential(aCredential('one'))
        await expect(people.addCredential(aCredential('two', { tokenHash: 'hash of one' }))).rejects.toThrow(/token_hash/)
      })
    })

    describe('[PE1] the sessions of a person are listed with device and times, the last seen first, and end one by one', () => {
      const [one, two] = ['a'.repeat(64), `${'b'.repeat(16)}${'c'.repeat(48)}`]
      beforeEach(async () => {
        for (const name of ['ani', 'budi']) await people.addAccount(anAccount(name))
        await people.openSession(aSession('account:ani', one))
        await people.openSession(aSession('account:ani', two))
      })
      test('as they were opened and last seen; over ones and those of others are not among them', async () => {
        await people.openSession(aSession('account:budi', 'other'))
        await people.openSession(aSession('account:ani', 'over', 1100))
        await people.sawSession(two, 1400)
        const shown = { device: { browser: 'Firefox', system: 'Windows' }, createdAtMs: 1000, expiresAtMs: SOON }
        expect(await people.sessionsOf('account:ani', 1500)).toEqual([
          { id: 'b'.repeat(16), ...shown, lastSeenAtMs: 1400 },
          { id: 'a'.repeat(16), ...shown, lastSeenAtMs: 1000 },
        ])
        expect((await people.accountOfSession(two, 1500))?.lastSeenAtMs).toBe(1400)
      })
      test('one of them, by its own person only', async () => {
        expect(await people.closeSessionOf('account:budi', 'b'.repeat(16))).toBe(false)
        expect(await people.closeSessionOf('account:ani', '%')).toBe(false)
        expect(await people.closeSessionOf('account:ani', 'b'.repeat(16))).toBe(true)
        expect((await people.sessionsOf('account:ani', 1500)).map(({ id }) => id)).toEqual(['a'.repeat(16)])
      })
    })

    describe('[IV1] an invitation makes one account, by link or code, until it expires or is withdrawn', () => {
      const accept = (name: string, nowMs = 1500) =>
        people.acceptInvitation({ invitation: 'invitation:rudi', account: anAccount(name), nowMs })
      beforeEach(() =>
        people.addInvitations([anInvitation('rudi', { organisation: 'Partai' }), anInvitation('sari', { createdAtMs: 1001 })]),
      )
      test('it is found by either hash as it was made, and listed, the newest first', async () => {
        const { tokenHash: _link, codeHash: _code, ...made } = anInvitation('rudi', { organisation: 'Partai' })
        expect(await people.invitationByHash('link of rudi')).toEqual({ ...made, withdrawn: false })
        expect(await people.invitationByHash('code of rudi')).toEqual({ ...made, withdrawn: false })
        expect(await people.invitationByHash('code of nobody')).toBeUndefined()
        expect((await people.invitations()).map(({ label }) => label)).toEqual(['sari', 'rudi'])
      })
      test('two at once: one has the account, of the other nothing stays', async () => {
        const answers = await Promise.all([accept('ani'), accept('budi')])
        expect(answers.map((answer) => answer.ok || answer.error).toSorted()).toEqual(['over', true])
        const [only, ...more] = await people.accounts()
        expect([more, (await people.invitationByHash('link of rudi'))?.account]).toEqual([[], only?.id])
        expect(only).toMatchObject({ disabled: false, grants: anAccount('').grants })
      })
      test('a name that is taken leaves it open', async () => {
        await people.addAccount({ ...anAccount('ani'), id: 'account:first' })
        expect(await accept('ani')).toEqual({ ok: false, error: 'name-taken' })
        expect((await accept('budi')).ok).toBe(true)
      })
      test('expired or withdrawn, nobody comes in', async () => {
        expect(await accept('ani', SOON)).toEqual({ ok: false, error: 'over' })
        expect([await people.withdrawInvitation('invitation:rudi'), await people.withdrawInvitation('invitation:rudi')]).toEqual([
          true,
          false,
        ])
        expect(await accept('ani')).toEqual({ ok: false, error: 'over' })
        expect(await people.accounts()).toEqual([])
      })
      test('one that was used is not withdrawn; others are as they were', async () => {
        await accept('ani')
        expect(await people.withdrawInvitation('invitation:rudi')).toBe(false)
        expect(await people.invitationByHash('link of sari')).not.toHaveProperty('account')
      })
      test('many are made together or not at all', async () => {
        await expect(people.addInvitations([anInvitation('tono'), anInvitation('rudi', { id: 'invitation:other' })])).rejects.toThrow()
        expect(await people.invitationByHash('link of tono')).toBeUndefined()
      })
    })
  })
}
