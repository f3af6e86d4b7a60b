import type { RefusalCode } from '../../../shared/refusal.ts'
import type { Role } from '../../../shared/roles.ts'
import type { PageName } from '../pages.ts'

const roles: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  head: 'Kepala war room',
  coordinator: 'Koordinator kabupaten',
  'field-coordinator': 'Koordinator lapangan',
  operator: 'Operator kamar hitung',
  analyst: 'Analis',
  legal: 'Tim hukum',
  leader: 'Pimpinan partai',
  press: 'Juru bicara',
  'recap-witness': 'Saksi rekap',
  witness: 'Saksi TPS',
  auditor: 'Auditor',
  wall: 'Layar dinding',
  machine: 'Mesin',
  sheet: 'Alamat Excel',
}

const pages: Readonly<Record<PageName, string>> = {
  results: 'Hasil',
  explore: 'Jelajah',
  replay: 'Putar ulang',
  findings: 'Perlu dicek',
  report: 'Lapor TPS',
  administration: 'Kelola',
  ledger: 'Buku besar',
  press: 'Pers',
  wall: 'Layar dinding',
}

/** What a refusal means to the person, and what to do next. */
const refusals: Readonly<Record<RefusalCode, string>> = {
  invalid: 'Ada isian yang belum benar. Perbaiki yang ditandai, lalu kirim lagi.',
  empty: 'Isi sedikitnya satu perolehan suara.',
  'unknown-tps': 'TPS ini tidak ada dalam daftar pemilihan. Periksa kodenya.',
  'unknown-contest': 'TPS ini tidak memilih dalam pemilihan itu.',
  'not-voting': 'Daerah ini tidak ikut dalam pemilihan ini.',
  'source-not-allowed': 'Akun ini tidak boleh melapor dari sumber itu.',
  forbidden: 'Peran Anda tidak mengizinkan ini.',
  unauthenticated: 'Sesi berakhir. Masuk lagi untuk melanjutkan.',
  'not-found': 'Tidak ada, atau di luar daerah kerja Anda.',
  'id-reused': 'Laporan ini sudah pernah dikirim dengan isi lain. Muat ulang halaman, lalu isi kembali.',
  'out-of-date': 'Ada yang berubah sementara itu. Muat ulang, lalu putuskan lagi.',
  'already-done': 'Ini sudah dilakukan sebelumnya.',
  'too-large': 'Terlalu besar untuk sekali kirim.',
  'too-many': 'Terlalu banyak percobaan.',
  internal: 'Server mengalami kesalahan. Coba lagi; tidak ada yang tersimpan dua kali.',
  busy: 'Server sedang sibuk. Coba lagi sebentar lagi.',
  'disk-full': 'Penyimpanan server penuh. Beri tahu administrator sekarang.',
}

/** Texts that every page shares: the frame around it, its states, and what refusals mean. */
export const id = {
  roles,
  pages,
  refusals,
  internal: 'Hitungan internal, bukan hasil resmi KPU',
  notFoundTitle: 'Halaman tidak ada',
  skip: 'Langsung ke isi',
  navigation: 'Halaman',
  account: 'Akun',
  signedInAs: 'Masuk sebagai',
  signOut: 'Keluar',
  retry: 'Coba lagi',
  reload: 'Muat ulang',
  loading: 'Memuat',
  copy: 'Salin',
  copied: 'Tersalin',
  cancel: 'Batal',
  of: 'dari',
  offline: 'Jaringan terputus. Yang terlihat adalah keadaan terakhir; halaman ini menyambung lagi sendiri.',
  lost: 'Server belum menjawab. Yang terlihat adalah keadaan terakhir; halaman ini menyambung lagi sendiri.',
  states: {
    unreachable: {
      title: 'Server belum menjawab',
      text: 'Halaman ini mencoba lagi sendiri setiap beberapa detik. Bila lama, periksa jaringan.',
    },
    noElection: {
      title: 'Belum ada pemilihan',
      text: 'Server berjalan, tetapi belum ada pemilihan yang dimuat. Administrator memuatnya; halaman ini mulai sendiri sesudah itu.',
      action: 'Muat pemilihan',
    },
    forbidden: {
      title: 'Bukan untuk peran Anda',
      text: 'Halaman ini tidak termasuk yang boleh dibuka peran Anda.',
      action: 'Ke halaman saya',
    },
    missing: {
      title: 'Halaman tidak ada',
      text: 'Alamat ini tidak mengarah ke mana pun. Mungkin tautannya terpotong.',
      action: 'Ke halaman saya',
    },
  },
  signIn: {
    title: 'Masuk',
    name: 'Nama akun',
    password: 'Kata sandi',
    show: 'Tampilkan',
    hide: 'Sembunyikan',
    submit: 'Masuk',
    busy: 'Memeriksa',
    nameMissing: 'Isi nama akun.',
    passwordMissing: 'Isi kata sandi.',
    wrong: 'Nama akun atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi.',
    unreachable: 'Server belum menjawab. Periksa jaringan, lalu coba lagi; isian Anda tetap di sini.',
    tooMany: (wait: string) => `Terlalu banyak percobaan. Coba lagi dalam ${wait}.`,
    tooManyOver: 'Anda dapat mencoba lagi sekarang.',
    continuing: 'Sesudah masuk Anda kembali ke halaman yang tadi dibuka.',
    help: 'Lupa kata sandi? Administrator kamar hitung membuatkan yang baru.',
    simulated: 'Semua angka di sini buatan, untuk demo dan latihan.',
  },
}
