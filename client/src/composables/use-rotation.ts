import { computed, onMounted, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import {
  advance,
  choose,
  nextLayer,
  nextOf,
  remainingMs,
  round,
  sceneOf,
  startRotation,
  togglePause,
  type Scene,
  type SceneName,
} from '../screens/wall/scenes.ts'

type Options = {
  readonly now: Readonly<Ref<number>>
  readonly pages: Readonly<Ref<number>>
  readonly first?: SceneName
  readonly paused?: boolean
}
export type SceneRotation = {
  readonly scene: ComputedRef<Scene>
  readonly next: ComputedRef<Scene>
  readonly remaining: ComputedRef<number>
  readonly paused: ComputedRef<boolean>
  show(name: SceneName): void
  pause(): void
  layer(): void
}

/** Scenes by time and by key: space pauses, 1 and 2 choose, L changes the map's layer, F fills the screen. */
export function useRotation({ now, pages, first, paused }: Options): SceneRotation {
  const scenes = computed(() => round(pages.value))
  const rotation = shallowRef(startRotation(scenes.value, now.value, first, paused))
  watch(now, (at) => (rotation.value = advance(rotation.value, scenes.value, at)))
  const show = (name: SceneName): void => void (rotation.value = choose(rotation.value, scenes.value, name, now.value))
  const pause = (): void => void (rotation.value = togglePause(rotation.value, now.value))
  const layer = (): void => void (rotation.value = nextLayer(rotation.value))

  const keys: Readonly<Record<string, () => void>> = {
    ' ': pause,
    '1': () => show('peta'),
    '2': () => show('papan'),
    l: layer,
    f: fillScreen,
  }
  const onKey = (event: KeyboardEvent): void => {
    const onControl = event.target instanceof HTMLElement && event.target.closest('button, a, input, select, textarea') !== null
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key === ' ' && onControl)) return
    const act = keys[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  }
  onMounted(() => addEventListener('keydown', onKey))
  onScopeDispose(() => removeEventListener('keydown', onKey))

  return {
    scene: computed(() => sceneOf(rotation.value, scenes.value)),
    next: computed(() => nextOf(rotation.value, scenes.value)),
    remaining: computed(() => remainingMs(rotation.value, now.value)),
    paused: computed(() => rotation.value.pausedAt !== undefined),
    show,
    pause,
    layer,
  }
}

function fillScreen(): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  // A browser may refuse it; the wall is as good in a window.
  change.catch(() => undefined)
}
