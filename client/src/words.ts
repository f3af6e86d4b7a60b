import { wallWords } from './words-wall.ts'

/** Every text of the screens, Indonesian first, in the words of the paper form and of DOMAIN.md section 2; a second language is a second object like this. */
export const words = {
  app: { name: 'Kamar Hitung', signIn: 'Masuk', setUp: 'Siapkan', wall: 'Layar dinding' },
  simulated: { badge: 'SIMULASI', explained: 'Semua angka di layar ini buatan, untuk demo dan latihan.' },
  wall: wallWords,
} as const
