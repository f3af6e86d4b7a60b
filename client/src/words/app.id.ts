/** The product itself: its name, the doors without a page frame, and the mark of invented figures. */
export const id = {
  name: 'Kamar Hitung',
  signIn: 'Masuk',
  setUp: 'Siapkan',
  wall: 'Layar dinding',
  simulated: { badge: 'SIMULASI', explained: 'Semua angka di layar ini buatan, untuk demo dan latihan.' },
}
