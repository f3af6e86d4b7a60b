import type { Catalogue } from '../language.ts'
import type { id } from './lock.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'Screen locked',
  text: 'Nobody touched this screen for five minutes. Sign in again to go on; what was typed is still there.',
  password: (name) => `Password of ${name}`,
  missing: 'Enter the password.',
  submit: 'Unlock',
  other: 'Not you? Sign out',
  lock: 'Lock the screen',
  badge: 'You are entering as',
}
