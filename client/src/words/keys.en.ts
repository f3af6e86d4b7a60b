import type { Catalogue } from '../language.ts'
import type { id } from './keys.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'Keyboard shortcuts',
  open: 'Shortcuts',
  close: 'Close',
  here: 'On this page',
  everywhere: 'Everywhere',
  noneHere: 'This page has no shortcuts of its own.',
  typing: 'Shortcuts keep quiet while you type in a field.',
  show: 'Show this list',
  search: 'Go to the search field',
  goTo: (page: string) => `Open ${page}`,
  thenKey: 'then',
  names: {
    ' ': 'Space',
    Escape: 'Esc',
    Enter: 'Enter',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    PageUp: 'PgUp',
    PageDown: 'PgDn',
    Home: 'Home',
    End: 'End',
  },
}
