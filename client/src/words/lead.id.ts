/** What "selisih" subtracts, said beside every figure of it. */
export const id = {
  of: { ours: 'Selisih kita', 'top-two': 'Selisih dua teratas', mixed: 'Selisih suara' },
  onMap: { ours: 'angka: selisih kita', 'top-two': 'angka: selisih dua teratas', mixed: 'angka: selisih suara' },
  topTwo: 'dua teratas',
}
