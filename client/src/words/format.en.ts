import type { Catalogue } from '../language.ts'
import type { id } from './format.id.ts'

export const en: Catalogue<typeof id> = {
  seconds: (n: number) => `${n} s`,
  minutes: (n: number) => `${n} min`,
  hours: (n: number) => `${n} h`,
}
