import {
  canvas,
  divIcon,
  DomEvent,
  geoJSON,
  map as createMap,
  marker,
  svg,
  type GeoJSONOptions,
  type LatLngBounds,
  type Map as LeafletMap,
  type Marker,
  type Path,
  type PathOptions,
} from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { onMounted, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Outline, Shape } from '../outline.ts'

/** How a region is drawn and what it says to those who cannot see it. `fill` is any CSS paint, a pattern's `url(#...)` included. */
export type ShapeLook = { readonly fill: string; readonly label: string }
export type Pixel = { readonly x: number; readonly y: number }
type Options = {
  readonly host: Readonly<Ref<HTMLElement | null>>
  readonly outline: Readonly<Ref<Outline>>
  readonly look: Readonly<Ref<(code: string) => ShapeLook>>
  /** Pixels kept free: top, right, bottom, left. */
  readonly padding: Readonly<Ref<readonly [number, number, number, number]>>
  /** The region under the pointer or in focus. */
  readonly onRegion?: (code: string | undefined) => void
}

/**
 * A picture of regions that stands still: no tiles, no zooming, the whole outline always in view, every region reached by Tab.
 * Leaflet's objects stay in plain variables; Vue draws labels and rings over `points`, the pixels of the label points.
 */
export function useLeafletMap({ host, outline, look, padding, onRegion }: Options): { points: ShallowRef<ReadonlyMap<string, Pixel>> } {
  const points = shallowRef<ReadonlyMap<string, Pixel>>(new Map())
  let map: LeafletMap | undefined
  let bounds: LatLngBounds | undefined
  const paths = new Map<string, Path>()
  const resized = new ResizeObserver(() => fit())

  onMounted(() => {
    if (!host.value) return
    const still = { dragging: false, scrollWheelZoom: false, doubleClickZoom: false, boxZoom: false, touchZoom: false, keyboard: false }
    map = createMap(host.value, {
      ...still,
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0,
      zoomAnimation: false,
      renderer: svg({ padding: 0.2 }),
    })
    watch(outline, draw, { immediate: true })
    watch(look, paint)
    watch(padding, fit)
    resized.observe(host.value)
  })
  onScopeDispose(() => {
    resized.disconnect()
    map?.remove()
  })

  function draw(): void {
    if (!map) return
    for (const path of paths.values()) path.remove()
    paths.clear()
    bounds = undefined
    for (const shape of outline.value) {
      const layer = geoJSON(shape.geometry, { style: { className: 'region', weight: 1.5, fillOpacity: 1 } })
      bounds = bounds ? bounds.extend(layer.getBounds()) : layer.getBounds()
      layer.eachLayer((path) => paths.set(shape.code, path as Path))
    }
    if (bounds) map.fitBounds(bounds, { animate: false })
    for (const path of paths.values()) path.addTo(map)
    for (const shape of outline.value) makeReachable(shape)
    paint()
    fit()
  }

  function makeReachable({ code }: Shape): void {
    const element = paths.get(code)?.getElement()
    element?.setAttribute('tabindex', '0')
    element?.setAttribute('role', 'img')
    for (const event of ['focus', 'pointerenter']) element?.addEventListener(event, () => onRegion?.(code))
    for (const event of ['blur', 'pointerleave']) element?.addEventListener(event, () => onRegion?.(undefined))
  }

  function paint(): void {
    for (const [code, path] of paths) {
      const { fill, label } = look.value(code)
      path.setStyle({ fillColor: fill })
      path.getElement()?.setAttribute('aria-label', label)
    }
  }

  function fit(): void {
    if (!map || !bounds) return
    const [top, right, bottom, left] = padding.value
    map.invalidateSize({ pan: false })
    map.fitBounds(bounds, { animate: false, paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] })
    points.value = new Map(
      outline.value.map(({ code, label: [x = 0, y = 0] }) => {
        const pixel = map?.latLngToContainerPoint([y, x])
        return [code, { x: pixel?.x ?? 0, y: pixel?.y ?? 0 }]
      }),
    )
  }

  return { points }
}

/** A region on canvas; `fill` is a colour or pattern of the canvas, not of the style sheet. Equal looks are the same object. */
export type CanvasLook = { readonly fill: string | CanvasPattern; readonly dim: boolean }
/** Something that stands on a region's label point and keeps its size while the map is zoomed. */
export type Mark = {
  readonly code: string
  readonly element: () => HTMLElement
  /** Changes when the element would. */ readonly key: string
}
type MovableOptions = {
  readonly host: Readonly<Ref<HTMLElement | null>>
  readonly outline: Readonly<Ref<Outline>>
  readonly look: Readonly<Ref<(code: string) => CanvasLook>>
  readonly line: Readonly<Ref<{ readonly border: string; readonly focus: string }>>
  readonly marks: Readonly<Ref<readonly Mark[]>>
  readonly selected: Readonly<Ref<string | undefined>>
  readonly onHover: (code: string | undefined) => void
  readonly onSelect: (code: string | undefined) => void
  readonly onOpen: (code: string) => void
}

/**
 * A map of regions that is moved and zoomed, drawn on canvas: a thousand exact boundaries. It never moves by itself, but for another
 * outline and to show what was chosen by key. Keys are the screen's.
 */
export function useMovableMap(options: MovableOptions): {
  zoom(step: number): void
  fit(): void
  pan(dx: number, dy: number): void
  /** Moves no more than it takes to see a region's label point. */ reveal(code: string): void
  /** Pixels across a region now. */ sizeOf(code: string): number
  zoomed: Ref<number>
} {
  const { host, outline, look, line, marks, selected } = options
  const zoomed = ref(0)
  let map: LeafletMap | undefined
  let bounds: LatLngBounds | undefined
  /** Nobody has moved it since it was shown whole: in another frame it is shown whole again. */
  let untouched = true
  const shapes = new Map<string, Path[]>()
  const boxes = new Map<string, LatLngBounds>()
  const looks = new Map<string, CanvasLook>()
  const standing = new Map<string, { readonly key: string; readonly marker: Marker }>()
  const resized = new ResizeObserver(() => {
    map?.invalidateSize({ pan: false })
    if (untouched) fit()
  })

  onMounted(() => {
    if (!host.value) return
    map = createMap(host.value, {
      preferCanvas: true,
      renderer: canvas({ padding: 0.25, tolerance: 2 }),
      zoomControl: false,
      attributionControl: false,
      doubleClickZoom: false,
      keyboard: false,
      zoomSnap: 0.25,
      wheelPxPerZoomLevel: 110,
      zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    })
    map.on('click', () => options.onSelect(undefined))
    map.on('dragstart', () => (untouched = false))
    host.value.addEventListener('wheel', () => (untouched = false), { passive: true })
    map.on('zoomend', () => (zoomed.value = map?.getZoom() ?? 0))
    watch(outline, draw, { immediate: true })
    watch([look, line], paint)
    watch(selected, (code, before) => {
      for (const one of [before, code]) if (one !== undefined) outlined(one)
    })
    watch(marks, stand, { immediate: true })
    resized.observe(host.value)
  })
  onScopeDispose(() => {
    resized.disconnect()
    map?.remove()
  })

  function draw(): void {
    if (!map) return
    for (const paths of shapes.values()) for (const path of paths) path.remove()
    for (const one of standing.values()) one.marker.remove()
    for (const kept of [shapes, boxes, looks, standing]) kept.clear()
    bounds = undefined
    untouched = true
    // A thousand borders at once are read as a whole: two pixels more or less in each are not seen.
    const many = outline.value.length > 200
    for (const { code, geometry } of outline.value) {
      looks.set(code, look.value(code))
      const layer = geoJSON(geometry, {
        style: { weight: 1, ...styleOf(look.value(code)) },
        ...(many ? { smoothFactor: 2 } : {}),
      } as GeoJSONOptions)
      const box = layer.getBounds()
      bounds = bounds ? bounds.extend(box) : box
      boxes.set(code, box)
      const paths: Path[] = []
      layer.eachLayer((path) => paths.push(path as Path))
      shapes.set(code, paths)
      for (const path of paths) listen(path, code)
    }
    fit()
    for (const paths of shapes.values()) for (const path of paths) path.addTo(map)
    stand()
    if (selected.value !== undefined) outlined(selected.value)
  }

  function listen(path: Path, code: string): void {
    path.on('click', (event) => {
      DomEvent.stopPropagation(event)
      options.onSelect(code)
    })
    path.on('dblclick', () => options.onOpen(code))
    path.on('mouseover', () => options.onHover(code))
    path.on('mouseout', () => options.onHover(undefined))
  }

  function styleOf({ fill, dim }: CanvasLook): PathOptions {
    // Leaflet hands the fill to the canvas as it is, which takes a pattern too; its types know colours only.
    return { fillColor: fill as string, fillOpacity: dim ? 0.25 : 1, opacity: dim ? 0.35 : 1, color: line.value.border }
  }

  /** Only what changed is drawn anew. */
  function paint(): void {
    for (const [code, paths] of shapes) {
      const [before, now] = [looks.get(code), look.value(code)]
      if (before && before.fill === now.fill && before.dim === now.dim && line.value === drawnWith) continue
      looks.set(code, now)
      for (const path of paths) path.setStyle(styleOf(now))
    }
    drawnWith = line.value
    if (selected.value !== undefined) outlined(selected.value)
  }
  let drawnWith = line.value

  function outlined(code: string): void {
    const chosen = code === selected.value
    for (const path of shapes.get(code) ?? []) {
      path.setStyle({ weight: chosen ? 4 : 1, color: chosen ? line.value.focus : line.value.border })
      if (chosen) path.bringToFront()
    }
  }

  function stand(): void {
    if (!map) return
    const wanted = new Map(marks.value.map((mark) => [mark.code, mark]))
    for (const [code, one] of standing)
      if (wanted.get(code)?.key !== one.key) {
        one.marker.remove()
        standing.delete(code)
      }
    const points = new Map(outline.value.map(({ code, label }) => [code, label]))
    for (const { code, key, element } of wanted.values()) {
      const at = points.get(code)
      if (!at || standing.has(code)) continue
      const icon = divIcon({ html: element(), className: 'map-mark', iconSize: [0, 0] })
      standing.set(code, { key, marker: marker([at[1] ?? 0, at[0] ?? 0], { icon, interactive: false, keyboard: false }).addTo(map) })
    }
  }

  function fit(): void {
    if (!map || !bounds || map.getSize().x === 0) return
    map.fitBounds(bounds, { animate: false, padding: [12, 12] })
    map.setMinZoom(map.getZoom() - 1)
    untouched = true
    zoomed.value = map.getZoom()
  }
  const sizeOf = (code: string): number => {
    const box = boxes.get(code)
    if (!map || !box) return 0
    return map.latLngToLayerPoint(box.getNorthEast()).x - map.latLngToLayerPoint(box.getSouthWest()).x
  }
  const reveal = (code: string): void => {
    const label = outline.value.find((shape) => shape.code === code)?.label
    if (label) map?.panInside([label[1] ?? 0, label[0] ?? 0], { padding: [40, 40], animate: false })
  }
  return {
    zoom: (step) => {
      untouched = false
      map?.setZoom(map.getZoom() + step)
    },
    fit,
    pan: (dx, dy) => {
      untouched = false
      map?.panBy([dx, dy], { animate: false })
    },
    reveal,
    sizeOf,
    zoomed,
  }
}
