import type { Catalogue } from '../language.ts'
import type { id } from './press.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'No report has been declared yet',
  text: 'The head of the war room declares a report at the agreed hours. Until then no figure may be passed on, and this page shows none.',
  rules: [
    'The running figures of the count room are not for the press, not even as an estimate.',
    'An internal count is not an official result. Official results are declared by KPU.',
    'The guest wall follows the same rule: declared reports only.',
  ],
}
