import { onScopeDispose, readonly, ref, type Ref } from 'vue'

const DESIGNED = { width: 1920, height: 1080, narrow: 820 } as const
/** Portrait or small: blocks stand below each other and the page scrolls. The style sheets ask the same. */
const NARROW = '(max-width: 900px), (max-aspect-ratio: 1/1)'

/** Pixels of one wall unit: the screen was drawn on 1920 x 1080 and grows with the wall. */
export function useWallUnit(): { unit: Readonly<Ref<number>>; narrow: Readonly<Ref<boolean>> } {
  const query = matchMedia(NARROW)
  const narrow = ref(query.matches)
  const unit = ref(measure())
  function measure(): number {
    return query.matches ? innerWidth / DESIGNED.narrow : Math.min(innerWidth / DESIGNED.width, innerHeight / DESIGNED.height)
  }
  const update = (): void => {
    narrow.value = query.matches
    unit.value = measure()
  }
  addEventListener('resize', update)
  onScopeDispose(() => removeEventListener('resize', update))
  return { unit: readonly(unit), narrow: readonly(narrow) }
}
