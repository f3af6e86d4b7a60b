import { computed, type Ref } from 'vue'
import { bareName } from '../../region-names.ts'
import type { useExplore } from './use-explore.ts'
import { mapFill } from '../wall/map-fill.ts'
import { paletteOf, regionLook, tpsLook, type CellLooks } from './cell-looks.ts'
import type { CellLayout } from './cell-layout.ts'
import { mosaicLayout } from './mosaic-layout.ts'
import { figureOf } from './region-figure.ts'
import { tileLayout, type Placed } from './tile-layout.ts'

type Cells = {
  readonly codes: readonly string[]
  readonly layout: CellLayout
  readonly looks: CellLooks
  readonly textOf: (i: number) => readonly string[]
}

/** Mosaic and tiles as the canvas takes them. `aspect` = width : height of the room there is. */
export function useCells(explore: ReturnType<typeof useExplore>, aspect: Readonly<Ref<number>>) {
  const { tps, regions, counts, filtered, layer, scope, regencies, boundaries } = explore
  const single = computed(() => scope.value?.single !== undefined)

  // Figures change every second, the register hardly ever: the layout hangs on the codes alone.
  const tpsCodes = keptWhileEqual(() => tps.value.map(({ code }) => code))
  const mosaicPlan = computed(() => mosaicLayout(tpsCodes.value, aspect.value))
  const mosaic = computed<Cells>(() => {
    const [all, on, dims] = [tps.value, layer.value, filtered.value]
    const matching = new Set(dims ? counts.value.matching : [])
    return {
      codes: tpsCodes.value,
      layout: mosaicPlan.value,
      looks: paletteOf(
        all,
        (one) => tpsLook(one, on, single.value),
        (one) => dims && !matching.has(one),
      ),
      textOf: (i) => (all[i] ? [String(all[i].number)] : []),
    }
  })

  const regionCodes = keptWhileEqual(() => regions.value.map(({ code }) => code))
  const tilePlan = computed(() => tileLayout(placesOf(regionCodes.value, boundaries.value, regencies.value), aspect.value))
  const tiles = computed<Cells>(() => {
    const rows = regions.value
    const [on, dims] = [layer.value, filtered.value]
    return {
      codes: regionCodes.value,
      layout: tilePlan.value,
      looks: paletteOf(
        rows,
        ({ facts }) => regionLook(mapFill(facts, on === 'kejanggalan' ? 'dicek' : on, single.value)),
        ({ matching }) => dims && matching === 0,
      ),
      textOf(i) {
        const row = rows[i]
        return row ? [bareName(row.facts.short), figureOf(row, on, dims)].filter((line) => line !== '') : []
      },
    }
  })
  return { mosaic, tiles }
}

function keptWhileEqual(read: () => string[]) {
  let known: readonly string[] = []
  return computed<readonly string[]>(() => {
    const next = read()
    if (next.length !== known.length || next.some((code, i) => code !== known[i])) known = next
    return known
  })
}

/** Label points of the level itself; without its boundaries each region lies where its regency does. */
function placesOf(codes: readonly string[], own: ReturnType<typeof useExplore>['boundaries']['value'], regencies: typeof own): Placed[] {
  const points = new Map<string, readonly number[]>()
  for (const shapes of [regencies, own]) if (Array.isArray(shapes)) for (const { code, label } of shapes) points.set(code, label)
  return codes.map((code) => {
    const [lon = 0, lat = 0] = points.get(code) ?? points.get(code.slice(0, 4)) ?? []
    return { code, lon, lat }
  })
}
