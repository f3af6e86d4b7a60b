import { onMounted, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

/** Where the drawing lies in its host: pixels of one unit of the drawing, and of its top left corner. */
export type Transform = { readonly scale: number; readonly x: number; readonly y: number }
type Size = { readonly width: number; readonly height: number }
type Options = {
  readonly host: Readonly<Ref<HTMLElement | null>>
  /** In units of the drawing; another drawing is shown whole. */
  readonly content: Readonly<Ref<Size>>
  readonly largest: number
}

const WHEEL = 0.0015
const STEP = 1.4
const PAN_PX = 80
const EDGE = 10
/** At the right stand the zoom buttons. */
const BUTTONS = 54

/** Drag, wheel, two fingers and keys (Shift with an arrow, + - 0) move a drawing; it never leaves its host altogether. */
export function usePanZoom({ host, content, largest }: Options) {
  const transform: ShallowRef<Transform> = shallowRef({ scale: 1, x: 0, y: 0 })
  const size = shallowRef<Size>({ width: 1, height: 1 })
  const pointers = new Map<number, { x: number; y: number }>()
  /** Pixels moved since the button went down: more than a few is no click. */
  let moved = 0

  const fitScale = (): number =>
    Math.min(
      largest,
      Math.max(0.1, (size.value.width - EDGE - BUTTONS) / content.value.width),
      Math.max(0.1, (size.value.height - 2 * EDGE) / content.value.height),
    )
  function fit(): void {
    const scale = fitScale()
    transform.value = {
      scale,
      x: EDGE + (size.value.width - EDGE - BUTTONS - content.value.width * scale) / 2,
      y: Math.max(EDGE, (size.value.height - content.value.height * scale) / 2),
    }
  }
  function place(next: Transform): void {
    const [w, h] = [content.value.width * next.scale, content.value.height * next.scale]
    const kept = (at: number, drawn: number, room: number): number => Math.min(room / 2, Math.max(room / 2 - drawn, at))
    transform.value = { scale: next.scale, x: kept(next.x, w, size.value.width), y: kept(next.y, h, size.value.height) }
  }
  function zoom(factor: number, at = { x: size.value.width / 2, y: size.value.height / 2 }): void {
    const { scale, x, y } = transform.value
    const next = Math.min(Math.max(largest, fitScale()), Math.max(fitScale() * 0.8, scale * factor))
    const ratio = next / scale
    place({ scale: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio })
  }
  const pan = (dx: number, dy: number): void => {
    const { scale, x, y } = transform.value
    place({ scale, x: x + dx, y: y + dy })
  }

  /** Moves no more than it takes to see a box of the drawing, in its units. */
  function reveal(box: { readonly x: number; readonly y: number; readonly side: number }): void {
    const { scale, x, y } = transform.value
    const missing = (from: number, drawn: number, room: number): number =>
      from < EDGE ? EDGE - from : Math.min(0, room - EDGE - from - drawn)
    const side = box.side * scale
    pan(missing(x + box.x * scale, side, size.value.width), missing(y + box.y * scale, side, size.value.height))
  }

  const at = (event: MouseEvent): { x: number; y: number } => {
    const box = host.value?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }
  function down(event: PointerEvent): void {
    pointers.set(event.pointerId, at(event))
    host.value?.setPointerCapture(event.pointerId)
    if (pointers.size === 1) moved = 0
  }
  function move(event: PointerEvent): void {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const now = at(event)
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
    pointers.set(event.pointerId, now)
    moved += Math.hypot(now.x - before.x, now.y - before.y)
    if (!other) return pan(now.x - before.x, now.y - before.y)
    const spread = (point: { x: number; y: number }): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y))
    zoom(spread(now) / spread(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
  }
  const up = (event: PointerEvent): void => void pointers.delete(event.pointerId)
  function wheel(event: WheelEvent): void {
    event.preventDefault()
    zoom(Math.exp(-event.deltaY * WHEEL), at(event))
  }
  const KEYS: Readonly<Record<string, () => void>> = {
    '+': () => zoom(STEP),
    '=': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    '0': fit,
    'Shift ArrowLeft': () => pan(PAN_PX, 0),
    'Shift ArrowRight': () => pan(-PAN_PX, 0),
    'Shift ArrowUp': () => pan(0, PAN_PX),
    'Shift ArrowDown': () => pan(0, -PAN_PX),
  }
  function key(event: KeyboardEvent): void {
    const act =
      event.ctrlKey || event.metaKey || event.altKey
        ? undefined
        : KEYS[event.shiftKey && event.key.startsWith('Arrow') ? `Shift ${event.key}` : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  const resized = new ResizeObserver(([entry]) => {
    if (!entry || entry.contentRect.width === 0) return
    size.value = { width: entry.contentRect.width, height: entry.contentRect.height }
    fit()
  })
  onMounted(() => {
    const element = host.value
    if (!element) return
    resized.observe(element)
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    for (const end of ['pointerup', 'pointercancel'] as const) element.addEventListener(end, up)
    element.addEventListener('wheel', wheel, { passive: false })
    element.addEventListener('keydown', key)
  })
  onScopeDispose(() => resized.disconnect())
  watch(content, fit)

  return { transform, size, zoom, fit, reveal, wasDragged: () => moved > 5 }
}
