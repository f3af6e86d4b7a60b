import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the page is being printed: what is cut to the screen is laid out whole meanwhile. */
export function usePrinting(): Readonly<Ref<boolean>> {
  const printing = ref(false)
  const begin = (): void => void (printing.value = true)
  const end = (): void => void (printing.value = false)
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  onScopeDispose(() => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  })
  return printing
}
