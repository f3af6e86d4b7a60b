/** Texts of the ledger's reading room. */
export const ledgerWords = {
  title: 'Buku besar',
  text: 'Semua yang terjadi tercatat di sini, berurutan, dan tidak dapat diubah tanpa memutus rantai: setiap catatan memuat hash catatan sebelumnya.',
  rooms: 'Kepala rantai per ruang hitung',
  columns: { room: 'Ruang', seq: 'Catatan', hash: 'Hash terakhir', at: 'Waktu', type: 'Peristiwa', by: 'Oleh', own: 'Hash', previous: 'Hash sebelumnya', subject: 'TPS' },
  check: 'Cocokkan hash terakhir dengan yang dibacakan ruang lain, lalu jalankan kamar-hitung verify pada salinan data.',
  entries: (room: string) => `Catatan ruang ${room}`,
  range: (from: string, to: string, all: string) => `Catatan ${from} sampai ${to} dari ${all}`,
  earlier: 'Lebih lama',
  later: 'Lebih baru',
  empty: 'Belum ada catatan.',
  province: 'Provinsi',
  notYours: 'di luar daerah kerja Anda',
  fact: 'Isi catatan',
} as const
