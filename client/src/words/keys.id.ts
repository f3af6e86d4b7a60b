/** The overlay that lists what the keyboard does on the screen in view. */
export const id = {
  title: 'Pintasan papan ketik',
  open: 'Pintasan',
  close: 'Tutup',
  here: 'Di halaman ini',
  everywhere: 'Di mana saja',
  noneHere: 'Halaman ini tidak punya pintasan sendiri.',
  typing: 'Pintasan diam selama Anda mengetik di kotak isian.',
  show: 'Tampilkan daftar ini',
  search: 'Ke kotak cari',
  goTo: (page: string) => `Buka ${page}`,
  thenKey: 'lalu',
  names: { ' ': 'Spasi', Escape: 'Esc', Enter: 'Enter', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' },
}
