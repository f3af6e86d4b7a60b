import type { Severity } from '../../shared/tally.ts'
import type { RegionFacts } from './screens/wall/region-facts.ts'

type Standing = RegionFacts['standing']

const standing: Readonly<Record<Standing, string>> = {
  'unggul-jelas': 'unggul jelas',
  'unggul-tipis': 'unggul tipis',
  ketat: 'ketat',
  'tertinggal-tipis': 'tertinggal tipis',
  'tertinggal-jelas': 'tertinggal jelas',
  'tanpa-calon-kita': 'tanpa calon kita',
  'belum-ada-data': 'belum ada data',
  'tidak-ikut': 'tidak ikut',
}
/** One word for a row that is read from five metres; its colour says how clear it is. */
const standingShort: Readonly<Record<Standing, string>> = {
  ...standing,
  'unggul-jelas': 'unggul',
  'unggul-tipis': 'unggul',
  'tertinggal-tipis': 'tertinggal',
  'tertinggal-jelas': 'tertinggal',
  'tanpa-calon-kita': 'tanpa calon',
}
const severity: Readonly<Record<Severity, string>> = { critical: 'genting', high: 'tinggi', medium: 'sedang', info: 'ringan' }

/** The texts of the wall. */
export const wallWords = {
  internal: 'Hitungan internal, bukan hasil resmi KPU',
  base: 'Semua angka masuk, termasuk yang belum dicek',
  dptIn: 'DPT masuk',
  checked: 'sudah dicek',
  tpsIn: 'TPS masuk',
  of: 'dari',
  ahead: 'unggul',
  close: 'ketat',
  behind: 'tertinggal',
  waiting: 'menunggu',
  areas: 'daerah',
  needsCheck: 'perlu dicek',
  unconfirmed: 'menunggu pembacaan',
  noFinding: 'tidak ada yang perlu dicek',
  awaited: 'Paling banyak ditunggu',
  awaitedUnit: 'pemilih',
  allIn: 'Semua TPS sudah masuk',
  newest: 'Masuk terakhir',
  ago: 'lalu',
  noFormYet: 'belum ada formulir',
  held: 'hasil ditahan',
  heldWhy: '< 50 % TPS',
  votes: 'suara',
  points: 'poin',
  emptyColumn: 'kolom kosong',
  emptyColumnShort: 'KK',
  half: '50 %',
  standing,
  standingShort,
  severity,
  columns: { area: 'Daerah', shares: 'Kita / lawan terkuat, %', lead: 'Selisih suara', standing: 'Keadaan', coverage: 'DPT masuk' },
  layers: { hasil: 'Hasil', cakupan: 'Cakupan', dicek: 'Perlu dicek' },
  legend: {
    result: 'Keadaan calon kita',
    leader: 'Calon yang unggul, makin pekat makin jauh',
    coverage: 'DPT masuk',
    findings: 'Lingkaran: suara yang dipersoalkan',
    held: 'ditahan, < 50 % TPS',
    notVoting: 'tidak ikut',
    noData: 'belum ada data',
  },
  scenes: { peta: 'Peta', papan: 'Papan' },
  next: 'lalu',
  paused: 'dijeda',
  pause: 'Jeda',
  resume: 'Lanjut',
  changeLayer: 'Ganti lapisan',
  connection: {
    live: 'Tersambung',
    connecting: 'Menyambung',
    lost: 'Terputus, menyambung lagi',
    silent: 'Tanpa kabar',
    behind: 'Mengejar angka',
  },
  stale: { banner: 'Angka tidak diperbarui', since: 'sejak', healing: 'Layar ini menyambung lagi sendiri.' },
  dead: {
    title: 'DATA TIDAK DIPERBARUI',
    text: 'Tidak ada kabar dari server. Jangan baca angka apa pun dari layar ini.',
    what: 'Periksa jaringan dan server kamar hitung. Begitu server menjawab, layar ini pulih sendiri.',
    last: 'Kabar terakhir',
  },
  states: {
    loading: { title: 'Menyiapkan layar dinding', text: 'Mengambil daftar daerah dan angka terbaru.' },
    failed: {
      title: 'Server belum menjawab',
      text: 'Layar ini mencoba lagi sendiri setiap beberapa detik.',
      what: 'Bila berlangsung lebih dari satu menit, periksa jaringan dan server kamar hitung.',
    },
    noAccess: {
      title: 'Layar ini belum punya tautan',
      text: 'Layar dinding dibuka dengan tautan khusus yang hanya dapat membaca.',
      what: 'Minta kepala kamar hitung membuat tautan layar dinding, lalu buka di peramban ini. Anggota kamar hitung dapat masuk dengan akunnya.',
      action: 'Masuk dengan akun',
    },
    refused: {
      title: 'Tautan ini tidak berlaku lagi',
      text: 'Masa berlakunya habis atau tautannya dicabut. Tidak ada angka yang ditampilkan.',
      what: 'Minta tautan baru kepada kepala kamar hitung dan buka di peramban ini.',
    },
    noElection: {
      title: 'Belum ada pemilihan',
      text: 'Server berjalan, tetapi belum ada pemilihan yang dimuat.',
      what: 'Administrator memuat pemilihan. Layar ini mulai sendiri begitu pemilihan dimuat.',
    },
    outside: {
      title: 'Tidak ada angka untuk layar ini',
      text: 'Tautan atau akun ini tidak mencakup daerah yang dihitung.',
      what: 'Minta kepala kamar hitung membuat tautan untuk daerah yang benar.',
    },
    guest: {
      title: 'Belum ada laporan yang diumumkan',
      text: 'Layar tamu hanya menampilkan laporan yang sudah diumumkan kepala kamar hitung.',
      what: 'Laporan pertama muncul di sini begitu diumumkan.',
    },
  },
  table: { caption: 'Angka per daerah', share: 'Suara kita, persen', rival: 'Lawan terkuat, persen', tps: 'TPS masuk' },
} as const
