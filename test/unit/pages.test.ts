import { describe, expect, test } from 'vitest'
import { Role } from '../../shared/roles.ts'
import { signInMessage } from '../../client/src/composables/use-sign-in.ts'
import { moment } from '../../client/src/moment.ts'
import { landingOf, pageAt, pagesFor, wantedPath } from '../../client/src/pages.ts'
import { routeTheme } from '../../client/src/route-theme.ts'
import { madePassword } from '../../client/src/screens/administration/made-password.ts'
import { gateOf } from '../../client/src/screens/shell/gate.ts'
import { refuse, toProblem } from '../../shared/refusal.ts'

const as = (...roles: Role[]) => roles.map((role) => ({ role, region: '64' }))

describe('[LN1] each role lands on its own page', () => {
  test.each([
    ['administrator', '/kelola'],
    ['head', '/hasil'],
    ['recap-witness', '/hasil'],
    ['operator', '/lapor'],
    ['witness', '/lapor'],
    ['auditor', '/buku'],
    ['press', '/pers'],
    ['wall', '/wall'],
  ] as const)('%s -> %s', (role, path) => expect(landingOf(as(role))).toBe(path))

  test('with several roles on the page of the widest view, whatever their order', () => {
    expect(landingOf(as('witness', 'coordinator'))).toBe('/hasil')
    expect(landingOf(as('coordinator', 'witness'))).toBe('/hasil')
  })
})

describe('[LN2] the header offers exactly the pages that a role may open', () => {
  const names = (...roles: Role[]) => pagesFor(as(...roles)).map(({ name }) => name)
  test('a head sees everything but the press page; a witness only his form', () => {
    expect(names('head')).toEqual(['results', 'explore', 'replay', 'findings', 'report', 'administration', 'ledger', 'wall'])
    expect(names('witness')).toEqual(['report'])
    expect(names('press')).toEqual(['press'])
    expect(names('leader')).toEqual(['results', 'explore', 'replay', 'wall'])
  })
  test('who works in a district is not offered what shows whole count rooms', () => {
    const of = (region: string) => pagesFor([{ role: 'field-coordinator', region }]).map(({ name }) => name)
    expect(of('6472')).toContain('replay')
    expect(of('647201')).toEqual(['results', 'explore', 'report'])
  })
  test('every role that a person can have lands on a page it is offered', () => {
    for (const role of Role.options.filter((one) => one !== 'machine' && one !== 'sheet'))
      expect(pagesFor(as(role)).map(({ path }) => path)).toContain(landingOf(as(role)))
  })
  test('a TPS belongs to the results it was opened from', () => {
    expect(pageAt(pagesFor(as('analyst')), '/tps/6472011001004')?.name).toBe('results')
    expect(pageAt(pagesFor(as('head')), '/kelola/layar')?.name).toBe('administration')
  })
})

test('[LN3] after signing in one goes where one wanted to go, and only to a path of this site', () => {
  expect(wantedPath('/hasil?wilayah=6472')).toBe('/hasil?wilayah=6472')
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/masuk?ke=/masuk',
    '/siapkan',
    '/',
    undefined,
    ['/hasil'],
  ])
    expect(wantedPath(elsewhere)).toBeUndefined()
})

test('[LN4] leaders, press and witnesses read light, the count room dark, until the address or the screen says otherwise', () => {
  const theme = (role: Role, route: Partial<Parameters<typeof routeTheme>[0]> = {}) =>
    routeTheme({ query: {}, meta: { title: () => '' }, ...route }, as(role))
  expect(theme('leader')).toBe('light')
  expect(theme('witness')).toBe('light')
  expect(theme('operator')).toBe('dark')
  expect(theme('leader', { meta: { title: () => '', theme: 'dark' } })).toBe('dark')
  expect(theme('operator', { query: { tema: 'terang' } })).toBe('light')
  expect(routeTheme({ query: {}, meta: { title: () => '' } }, [])).toBeUndefined()
})

describe('[LN5] a page opens to whom it belongs', () => {
  const open = { session: 'signed-in', allowed: true, election: 'loaded', withoutElection: false } as const
  test('who he is comes first, then whether he may, then whether there is an election', () => {
    expect(gateOf(open)).toBe('open')
    expect(gateOf({ ...open, session: 'nobody', allowed: false, election: 'none' })).toBe('sign-in')
    expect(gateOf({ ...open, allowed: false, election: 'none' })).toBe('forbidden')
    expect(gateOf({ ...open, election: 'none' })).toBe('no-election')
    expect(gateOf({ ...open, election: 'none', withoutElection: true })).toBe('open')
  })
  test('while nothing is known nothing is said, and a silent server is called one', () => {
    expect(gateOf({ ...open, session: 'asking' })).toBe('asking')
    expect(gateOf({ ...open, election: 'unknown' })).toBe('asking')
    expect(gateOf({ ...open, session: 'unreachable' })).toBe('unreachable')
    expect(gateOf({ ...open, election: 'unreachable' })).toBe('unreachable')
  })
})

test('[LN12] a wrong password and a silent server each say what to do, and neither says which of name and password was wrong', () => {
  const wrong = signInMessage({ kind: 'refused', problem: toProblem(refuse('unauthenticated', 'wrong')) })
  expect(wrong).toContain('Nama akun atau kata sandi salah')
  expect(signInMessage({ kind: 'unreachable' })).toContain('isian Anda tetap di sini')
  expect(signInMessage({ kind: 'refused', problem: toProblem(refuse('busy', 'later')) })).toContain('Coba lagi')
})

test('[LN13] a time tells its day when that is not the day of the vote', () => {
  const election = { date: '2020-12-09', timezone: 'Asia/Makassar' }
  expect(moment('2020-12-09T11:42:00Z', election)).toBe('19.42 WITA')
  expect(moment('2020-12-09T16:05:00Z', election)).toBe('10 Des 00.05 WITA')
})

test('[LN14] a made password has three groups of four, no letter that is misheard, and every letter is as likely', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 400; i++) {
    const password = madePassword()
    expect(password).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
    for (const letter of password.replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  expect(counts.size).toBe(31)
  // Bytes from 248 on are thrown away: taken modulo, they would become the first letters of the alphabet.
  const bytes = [255, 254, 250, 248, ...Array.from({ length: 28 }, (_, i) => i)]
  expect(madePassword(() => Uint8Array.from(bytes))).toBe('abcd-efgh-jkmn')
})
