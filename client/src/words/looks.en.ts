import type { Catalogue } from '../language.ts'
import type { id } from './looks.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'Looks',
  theme: 'Theme',
  themes: { dark: 'Dark', light: 'Light', device: 'As the device' },
}
