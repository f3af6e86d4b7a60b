import type { ChangeKind } from '../../../shared/moments.ts'

const kinds: Readonly<Record<ChangeKind, (n: string) => string>> = {
  new: (n) => `${n} TPS baru`,
  corrected: (n) => `${n} koreksi`,
  settled: (n) => `${n} keputusan`,
  moved: (n) => `${n} pindah TPS`,
  round: (n) => `${n} pemungutan ulang`,
  register: (n) => `${n} perubahan daftar TPS`,
}
const kindMeaning: Readonly<Record<ChangeKind, string>> = {
  new: 'TPS yang sejak itu ikut dihitung.',
  corrected: 'Laporan lain mengubah angka yang dihitung.',
  settled: 'Seseorang memutuskan angka yang dihitung.',
  moved: 'Formulir pindah dari atau ke TPS lain.',
  round: 'Angka putaran sebelumnya keluar dari hitungan.',
  register: 'TPS masuk atau keluar dari daftar, atau DPT-nya dibetulkan.',
}

/** Why a figure is another than it was. */
export const id = {
  ask: 'Kenapa berubah?',
  askOf: (figure: string, where: string) => `Kenapa berubah? ${figure}, ${where}`,
  close: 'Tutup',
  since: 'Sejak kapan',
  choices: { quarter: '15 menit', hour: '1 jam', look: 'Terakhir dilihat', time: 'Pukul' },
  at: 'Tanggal dan jam',
  sinceMoment: (moment: string) => `sejak ${moment}`,
  untilMoment: (moment: string) => `sampai ${moment}`,
  figures: {
    lead: 'Selisih suara',
    votes: (name: string) => `Suara ${name}`,
    tps: 'TPS masuk',
    dpt: 'DPT masuk',
    valid: 'Suara sah',
  },
  kinds,
  kindMeaning,
  nothing: 'Tidak ada yang mengubah angka ini',
  nothingHint: 'Pilih waktu yang lebih awal untuk melihat lebih jauh ke belakang.',
  sumsOnly: 'Peran Anda melihat jumlah menurut sebab, bukan rincian per TPS.',
  expected: (moved: string) => `yang diharapkan ${moved}`,
  more: 'Muat lagi',
  loaded: (n: string, of: string) => `${n} dari ${of} dimuat, yang terbaru dulu`,
  noneLoaded: 'Belum ada yang dimuat dari sebab ini; muat lagi.',
  to: 'menjadi',
  by: 'oleh',
  openTps: (place: string) => `Buka ${place}`,
  failed: 'Sebab perubahan belum dapat dimuat.',
  stale: 'Angka sudah bergerak lagi.',
  renew: 'Muat yang terbaru',
}
