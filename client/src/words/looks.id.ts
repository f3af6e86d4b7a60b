/** What the screen looks like: its language and its colours. */
export const id = {
  title: 'Tampilan',
  theme: 'Tema',
  themes: { dark: 'Gelap', light: 'Terang', device: 'Ikut perangkat' },
}
