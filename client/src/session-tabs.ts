const KEY = 'kamar-hitung.session'

/** Tells the other tabs of this browser that the session they share changed. */
export const tellTabs = (): void => localStorage.setItem(KEY, String(Date.now()))

/** Returns what ends the listening. */
export function onOtherTab(heard: () => void): () => void {
  const listener = ({ key }: StorageEvent): void => void (key === KEY && heard())
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}
