/** What an entry of the ledger says. Who wrote it, and when, stand beside the sentence. */
export const id = {
  opened: (name: string) => `Pemilihan dibuka: ${name}.`,
  added: (dpt: string) => `TPS dimasukkan ke daftar dengan DPT ${dpt}.`,
  addedUnknown: 'TPS dimasukkan ke daftar; DPT belum diketahui.',
  withdrawn: 'TPS ditarik dari daftar; angkanya keluar dari hitungan.',
  dpt: (dpt: string) => `DPT dibetulkan menjadi ${dpt}.`,
  reported: (what: { source: string; basis: string; contest: string; figures: string; more: string }) =>
    `${what.source} (${what.basis}) melaporkan${what.contest} ${what.figures}${what.more}.`,
  inContest: (title: string) => ` ${title}:`,
  noFigures: 'foto tanpa angka',
  invalid: (n: string) => `tidak sah ${n}`,
  ofRound: (n: string) => `, putaran ${n}`,
  replaces: (cause: string) => `; menggantikan laporannya sendiri${cause}`,
  causes: { 'own-typing': ' karena salah ketik', 'corrected-by-kpps': ' karena dibetulkan KPPS', recount: ' karena dihitung ulang' },
  arrivedFrom: (room: string) => `; dipindahkan dari ${room}`,
  settledTyped: (contest: string, figures: string) => `Diputuskan${contest} yang dihitung ${figures}.`,
  settledReport: (contest: string, entry: string) => `Diputuskan${contest} yang dihitung laporan${entry}.`,
  entry: (seq: string) => ` #${seq}`,
  moved: (entry: string, from: string, to: string) => `Laporan${entry} dipindahkan dari ${from} ke ${to}.`,
  left: (entry: string, from: string, to: string) => `Laporan${entry} dipindahkan dari ${from} ke ${to}, di ruang hitung lain.`,
  ordered: (kind: string, round: string, contest: string) =>
    `${kind} dicatat${contest} putaran ${round} dimulai; angka putaran sebelumnya keluar dari hitungan.`,
  kinds: { PSU: 'Pemungutan suara ulang (PSU)', PSL: 'Pemungutan suara lanjutan (PSL)', PSSU: 'Penghitungan suara ulang (PSSU)' },
  unknown: (type: string) => `Catatan jenis ${type}.`,
  sources: { witness: 'Saksi', desk: 'Operator', workbook: 'Buku kerja Excel', api: 'Mesin', sms: 'SMS' },
  bases: {
    counted: 'menyaksikan hitungan',
    photo: 'membaca foto',
    paper: 'membaca kertas',
    message: 'dari pesan',
    phone: 'lewat telepon',
  },
}
