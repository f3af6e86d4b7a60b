import { geoJSON, map as createMap, svg, type LatLngBounds, type Map as LeafletMap, type Path } from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { onMounted, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
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
