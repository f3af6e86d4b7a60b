/** The list of what waits for somebody. */
export const id = {
  title: 'Perlu dicek',
  lists: { decide: 'Perlu diputuskan', parked: 'Diparkir', findings: 'Temuan' },
  meaning: {
    decide: 'TPS yang laporannya beda angka, dipersoalkan sesudah diputuskan, atau nol semua. Selisih terbesar di atas.',
    parked:
      'Laporan dari TPS yang tidak ada dalam daftar, atau sudah ditarik. Disimpan, tetapi tidak dihitung sampai koordinator memutuskan.',
    findings: 'Hasil pemeriksaan hitungan per TPS, bukan tuduhan. Suara yang dipersoalkan terbanyak di atas.',
  },
  region: 'Daerah',
  allRegions: 'Semua daerah saya',
  severity: 'Tingkat',
  every: 'Semua tingkat',
  counts: {
    decide: (n: string) => `${n} TPS menunggu keputusan`,
    parked: (n: string) => `${n} TPS diparkir`,
    findings: (tps: string, findings: string) => `${findings} temuan di ${tps} TPS`,
  },
  split: (confirmed: string, unconfirmed: string) =>
    `${confirmed} sudah dibaca di kamar hitung dan ikut angka di halaman Hasil; ${unconfirmed} belum, mungkin salah ketik, dan tidak ikut di sana.`,
  shown: (n: string, all: string) => `${n} dari ${all} ditampilkan`,
  more: 'Tampilkan berikutnya',
  none: {
    decide: { title: 'Tidak ada yang menunggu keputusan', text: 'Begitu dua orang melaporkan angka yang berbeda, TPS-nya muncul di sini.' },
    parked: { title: 'Tidak ada laporan yang diparkir', text: 'Laporan dari TPS di luar daftar akan muncul di sini.' },
    findings: { title: 'Tidak ada temuan', text: 'Pemeriksaan berjalan sendiri pada setiap laporan yang masuk.' },
  },
  difference: 'suara, selisih terbesar',
  stake: 'suara dipersoalkan',
  reports: (n: string) => `${n} laporan`,
  newest: (at: string) => `terakhir ${at}`,
  withdrawn: 'ditarik dari daftar',
  unlisted: 'tidak ada dalam daftar',
  unconfirmed: 'mungkin salah ketik',
  back: 'Kembali ke daftar',
}
