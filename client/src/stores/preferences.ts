import { defineStore } from 'pinia'
import { ref } from 'vue'

export type Theme = 'dark' | 'light'
const KEY = 'kamar-hitung.theme'

/** What this device's user likes; stays on the device. */
export const usePreferences = defineStore('preferences', () => {
  const theme = ref<Theme | undefined>(stored())
  const deviceIsLight = matchMedia('(prefers-color-scheme: light)')
  let ofScreen: Theme | undefined
  /** What is on screen now, whoever decided it. */
  const shown = ref<Theme>('dark')
  deviceIsLight.addEventListener('change', () => applyTheme())

  /** The person's choice wins, then the screen's own default, then the device. */
  function applyTheme(screenDefault: Theme | undefined = ofScreen): void {
    ofScreen = screenDefault
    shown.value = theme.value ?? screenDefault ?? (deviceIsLight.matches ? 'light' : 'dark')
    document.documentElement.dataset['theme'] = shown.value
  }

  /** For this page only; what is stored stays. */
  function screenTheme(screenDefault: Theme | undefined): void {
    ofScreen = screenDefault
    applyTheme(screenDefault)
  }

  function choose(next: Theme | undefined): void {
    theme.value = next
    if (next) localStorage.setItem(KEY, next)
    else localStorage.removeItem(KEY)
    applyTheme()
  }

  return { theme, shown, applyTheme, screenTheme, choose }
})

function stored(): Theme | undefined {
  const value = localStorage.getItem(KEY)
  return value === 'dark' || value === 'light' ? value : undefined
}
