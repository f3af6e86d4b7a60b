import type { Catalogue } from '../language.ts'
import type { id } from './app.id.ts'

export const en: Catalogue<typeof id> = {
  name: 'Kamar Hitung',
  signIn: 'Sign in',
  setUp: 'Set up',
  wall: 'Wall screen',
  simulated: { badge: 'SIMULATION', explained: 'Every figure on this screen is invented, for demonstration and practice.' },
}
