import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
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
import { wallWords } from '../words/wall.ts'
import { useShortcuts } from './use-shortcuts.ts'

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

  useShortcuts([
    { keys: '1', label: () => wallWords.scenes.peta, run: () => show('peta') },
    { keys: '2', label: () => wallWords.scenes.papan, run: () => show('papan') },
    { keys: 'l', label: () => wallWords.changeLayer, run: layer },
    { keys: ' ', label: () => `${wallWords.pause} / ${wallWords.resume}`, run: pause },
    { keys: 'f', label: () => wallWords.fillScreen, run: fillScreen },
  ])

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
