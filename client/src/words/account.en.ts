import type { Catalogue } from '../language.ts'
import type { id } from './account.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'My account',
  open: 'My account',
  grants: 'Roles and regions',
  password: {
    title: 'Change password',
    current: 'Password now',
    next: 'New password',
    again: 'New password once more',
    hint: 'At least 10 characters. Other devices are signed out.',
    short: (missing: number) => `${missing} more characters.`,
    different: 'The two passwords differ.',
    missing: 'Enter the password you have now.',
    wrong: 'This is not the password you have now.',
    submit: 'Change password',
    done: 'The password has been changed. Other devices are signed out.',
  },
  devices: {
    title: 'Devices signed in',
    caption: 'Devices',
    device: 'Device',
    since: 'Signed in since',
    seen: 'Last seen',
    actions: 'Actions',
    on: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: 'Unknown device',
    current: 'this device',
    end: 'Sign out',
    confirmEnd: 'Yes, sign out',
    everywhere: 'Sign out everywhere',
    confirmEverywhere: 'Yes, everywhere',
    everywhereText: 'If a phone is lost or you are in doubt: every session ends, this one too.',
    none: 'Signed in nowhere.',
  },
}
