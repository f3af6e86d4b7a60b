/** Every text of the screens in one place, Indonesian first, in the words of the paper form and of DOMAIN.md section 2. */
export const words = {
  app: { name: 'Kamar Hitung', signIn: 'Masuk', setUp: 'Siapkan', wall: 'Layar dinding' },
} as const
