import { describe, expect, test } from 'vitest'
import { deviceOf } from '../../server/sign-in/device.ts'
import { grantableRoles, mayEver, mayGrant, PEOPLE_ROLES, Role } from '../../shared/roles.ts'

describe('[IV2] nobody grants beyond his own role and region', () => {
  const own = (role: Role, region: string) => [{ role, region }]
  test.each([
    ['administrator', '64', 'administrator', '6472', 'allowed'],
    ['administrator', '6472', 'operator', '6471', 'not-found'],
    ['head', '64', 'head', '64', 'allowed'],
    ['head', '64', 'administrator', '64', 'forbidden'],
    ['head', '6472', 'legal', '64', 'not-found'],
    ['coordinator', '6472', 'operator', '647201', 'allowed'],
    ['coordinator', '6472', 'coordinator', '6472', 'allowed'],
    ['coordinator', '6472', 'head', '6472', 'forbidden'],
    ['coordinator', '6472', 'legal', '6472', 'forbidden'],
    ['coordinator', '6472', 'operator', '6471', 'not-found'],
    ['operator', '64', 'witness', '64', 'forbidden'],
    ['analyst', '64', 'analyst', '64', 'forbidden'],
  ] as const)('%s of %s -> %s of %s: %s', (role, region, given, where, verdict) => {
    expect(mayGrant(own(role, region), { role: given, region: where })).toBe(verdict)
  })
  test('one and the same grant allows the role and covers the region', () => {
    const both = [...own('head', '6471'), ...own('coordinator', '6472')]
    expect(mayGrant(both, { role: 'head', region: '6471' })).toBe('allowed')
    expect(mayGrant(both, { role: 'head', region: '6472' })).toBe('not-found')
  })
  test('no invitation is a way to more than the inviter may, but for the administrator, who invites everybody', () => {
    const actions = ['form:report', 'tps:settle', 'people:manage', 'election:manage', 'ledger:read', 'feed:full', 'people:oversee'] as const
    for (const role of Role.options.filter((one) => one !== 'administrator'))
      for (const given of grantableRoles(own(role, '64')))
        for (const action of actions)
          expect({ role, given, action, more: mayEver(given, action) && !mayEver(role, action) }).toMatchObject({ more: false })
    expect(grantableRoles(own('administrator', '64'))).toEqual(PEOPLE_ROLES)
    expect(PEOPLE_ROLES).not.toContain('machine')
    expect(PEOPLE_ROLES).not.toContain('wall')
  })
})

describe('[PE2] a device is told in the words people know it by', () => {
  const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
  test.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, { browser: 'Chrome', system: 'Windows' }],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/141.0.0.0`, { browser: 'Edge', system: 'Windows' }],
    [`Mozilla/5.0 (Linux; Android 13; SM-A037F) ${CHROME.replace(' Safari', ' Mobile Safari')}`, { browser: 'Chrome', system: 'Android' }],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      { browser: 'Safari', system: 'iPhone' },
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', { browser: 'Firefox', system: 'Linux' }],
    ['curl/8.5.0', {}],
    [undefined, {}],
  ])('%s', (userAgent, device) => expect(deviceOf(userAgent)).toEqual(device))
})
