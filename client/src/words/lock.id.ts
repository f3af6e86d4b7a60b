/** Texts of the locked screen and of the badge that says who is signed in. */
export const id = {
  title: 'Layar terkunci',
  text: 'Lima menit tidak ada yang menyentuh layar ini. Masuk lagi untuk melanjutkan; isian tetap ada.',
  password: (name: string) => `Kata sandi ${name}`,
  missing: 'Isi kata sandi.',
  submit: 'Buka kunci',
  other: 'Bukan Anda? Keluar',
  lock: 'Kunci layar',
  badge: 'Anda mengisi sebagai',
}
