/** Texts for the press officer. */
export const id = {
  title: 'Belum ada laporan yang diumumkan',
  text: 'Kepala war room mengumumkan laporan pada jam yang disepakati. Sampai saat itu tidak ada angka yang boleh disampaikan, dan halaman ini tidak menampilkannya.',
  rules: [
    'Angka yang berjalan di ruang hitung bukan untuk pers, juga tidak sebagai perkiraan.',
    'Hitungan internal bukan hasil resmi. Hasil resmi diumumkan KPU.',
    'Layar tamu mengikuti aturan yang sama: hanya laporan yang sudah diumumkan.',
  ],
}
