/** What a wall shows one after the other, and how the order is walked. Pure: time comes in as monotonic ms. */
export type SceneName = 'peta' | 'papan'
export type Layer = 'hasil' | 'cakupan' | 'dicek'
export const LAYERS: readonly Layer[] = ['hasil', 'cakupan', 'dicek']
export type Scene = { readonly name: SceneName; readonly page: number; readonly layer: Layer }

export const SCENE_MS = 20_000
/** Rows that fit at a size that is read from five metres. */
export const ROWS_PER_PAGE = 9

export type Rotation = { readonly step: number; readonly layerShift: number; readonly since: number; readonly pausedAt?: number }

/** A round: map and board in turn, each map with the next layer, so that all layers pass before the round repeats; a long board has pages. */
export function round(pages: number): Scene[] {
  const boards = Array.from({ length: Math.max(1, pages) }, (_, page): Scene => ({ name: 'papan', page, layer: 'hasil' }))
  return LAYERS.flatMap((layer): Scene[] => [{ name: 'peta', page: 0, layer }, ...boards])
}

export const startRotation = (scenes: readonly Scene[], now: number, first: SceneName = 'peta', paused = false): Rotation => ({
  step: Math.max(
    0,
    scenes.findIndex((scene) => scene.name === first),
  ),
  layerShift: 0,
  since: now,
  ...(paused ? { pausedAt: now } : {}),
})

/** Where the rotation stands at `now`: one step at a time, also after the tab slept. */
export function advance(rotation: Rotation, scenes: readonly Scene[], now: number): Rotation {
  if (rotation.pausedAt !== undefined || now - rotation.since < SCENE_MS) return rotation
  return { ...rotation, step: (rotation.step + 1) % scenes.length, since: now, layerShift: 0 }
}

export function sceneOf({ step, layerShift }: Rotation, scenes: readonly Scene[]): Scene {
  const scene = scenes[step % scenes.length] ?? { name: 'peta', page: 0, layer: 'hasil' }
  const layer = LAYERS[(LAYERS.indexOf(scene.layer) + layerShift) % LAYERS.length] ?? 'hasil'
  return { ...scene, layer }
}

export const nextOf = ({ step }: Rotation, scenes: readonly Scene[]): Scene => sceneOf({ step: step + 1, layerShift: 0, since: 0 }, scenes)

export const remainingMs = ({ since, pausedAt }: Rotation, now: number): number => Math.max(0, SCENE_MS - ((pausedAt ?? now) - since))

/** Pausing keeps the time that was left. */
export const togglePause = (rotation: Rotation, now: number): Rotation => {
  const { pausedAt, ...rest } = rotation
  return pausedAt === undefined ? { ...rest, pausedAt: now } : { ...rest, since: rest.since + (now - pausedAt) }
}

/** The first scene of that name; the same key again goes to the next one: another layer, another page. */
export function choose(rotation: Rotation, scenes: readonly Scene[], name: SceneName, now: number): Rotation {
  const here = rotation.step % scenes.length
  const from = scenes[here]?.name === name ? here + 1 : 0
  const order = scenes.map((_, i) => (from + i) % scenes.length)
  const step = order.find((i) => scenes[i]?.name === name) ?? here
  const { pausedAt, ...rest } = rotation
  return { ...rest, step, layerShift: 0, since: now, ...(pausedAt === undefined ? {} : { pausedAt: now }) }
}

export const nextLayer = (rotation: Rotation): Rotation => ({ ...rotation, layerShift: rotation.layerShift + 1 })
