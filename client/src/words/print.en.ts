import type { Catalogue } from '../language.ts'
import type { id } from './print.id.ts'

export const en: Catalogue<typeof id> = {
  printed: (at: string) => `printed ${at}`,
}
