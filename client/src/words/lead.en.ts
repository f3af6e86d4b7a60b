import type { Catalogue } from '../language.ts'
import type { id } from './lead.id.ts'

export const en: Catalogue<typeof id> = {
  of: { ours: 'Our margin', 'top-two': 'Margin of the top two', mixed: 'Margin in votes' },
  onMap: { ours: 'number: our margin', 'top-two': 'number: margin of the top two', mixed: 'number: margin in votes' },
  topTwo: 'top two',
}
