/** Texts for looking after one person: grants, devices, access. */
export const id = {
  manage: 'Atur',
  close: 'Tutup',
  grants: {
    title: 'Peran dan daerah',
    remove: 'Hapus',
    add: 'Tambah peran',
    save: 'Simpan peran',
    saved: 'Peran disimpan. Orang ini masuk lagi dengan hak yang baru.',
    last: 'Sedikitnya satu peran harus tinggal. Untuk menutup akses, nonaktifkan akunnya.',
    has: 'Peran itu sudah ada untuk daerah itu.',
  },
  access: {
    title: 'Akses',
    everywhere: 'Keluarkan dari semua perangkat',
    confirmEverywhere: 'Ya, keluarkan semua',
    ended: 'Sudah dikeluarkan dari semua perangkat.',
    own: 'Ini Anda sendiri. Peran sendiri hanya diubah oleh administrator lain.',
    openOwn: 'Buka akun saya',
  },
  lastAdministrator: 'Harus tetap ada satu orang yang mengelola provinsi. Jadikan orang lain administrator dahulu.',
  inviteInstead: 'Lebih mudah: undang orangnya, ia memilih kata sandinya sendiri.',
  invite: 'Undang orang',
}
