import { defineStore } from 'pinia'
import { ref } from 'vue'

export type Theme = 'dark' | 'light'
/** `device` = whatever the device says, also where the screen would say otherwise. */
export type ThemeChoice = Theme | 'device'
export const THEME_CHOICES: readonly ThemeChoice[] = ['dark', 'light', 'device']
const KEY = 'kamar-hitung.theme'

/** What this device's user likes; stays on the device. */
export const usePreferences = defineStore('preferences', () => {
  const theme = ref<ThemeChoice | undefined>(stored())
  const deviceIsLight = matchMedia('(prefers-color-scheme: light)')
  let ofScreen: Theme | undefined
  /** What is on screen now, whoever decided it. */
  const shown = ref<Theme>('dark')
  deviceIsLight.addEventListener('change', () => applyTheme())

  /** The person's choice wins, then the screen's own default, then the device. */
  function applyTheme(screenDefault: Theme | undefined = ofScreen): void {
    ofScreen = screenDefault
    const wanted = theme.value ?? screenDefault ?? 'device'
    shown.value = wanted === 'device' ? (deviceIsLight.matches ? 'light' : 'dark') : wanted
    document.documentElement.dataset['theme'] = shown.value
  }

  /** For this page only; what is stored stays. */
  function screenTheme(screenDefault: Theme | undefined): void {
    ofScreen = screenDefault
    applyTheme(screenDefault)
  }

  function choose(next: ThemeChoice): void {
    theme.value = next
    localStorage.setItem(KEY, next)
    applyTheme()
  }

  return { theme, shown, applyTheme, screenTheme, choose }
})

const stored = (): ThemeChoice | undefined => THEME_CHOICES.find((one) => one === localStorage.getItem(KEY))
