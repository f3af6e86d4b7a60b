import { computed, onScopeDispose, ref, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { intoRegion, NO_FILTER, queryOf, viewFrom, type ExploreView } from './explore-view.ts'

const WRITE_AFTER_MS = 250

/**
 * The view as the address has it. A step to another region, picture or filter can be taken back with the back button; what changes with
 * every key (the row, the search) only replaces the address, a moment later.
 */
export function useExploreView() {
  const [route, router] = [useRoute(), useRouter()]
  const path = route.path
  const view = computed(() => viewFrom(route.query))
  const selected = ref(view.value.selected)
  const search = ref(view.value.search)
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  // Writing the address while the next page is still being fetched would call the way there off.
  onBeforeRouteLeave(() => clearTimeout(timer))

  const query = (next: ExploreView): Record<string, string> => {
    const written = { ...route.query, ...queryOf(next) }
    return Object.fromEntries(Object.entries(written).filter(([, value]) => typeof value === 'string')) as Record<string, string>
  }
  const current = (): ExploreView => ({ ...view.value, selected: selected.value, search: search.value })
  function step(change: Partial<ExploreView>): void {
    clearTimeout(timer)
    void router.push({ query: query({ ...current(), ...change }) })
  }
  function replace(change: Partial<ExploreView>): void {
    clearTimeout(timer)
    void router.replace({ query: query({ ...current(), ...change }) })
  }
  watch([selected, search], () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (route.path === path && (selected.value !== view.value.selected || search.value !== view.value.search)) replace({})
    }, WRITE_AFTER_MS)
  })
  // The address wins when it changes by itself: a link, the back button.
  watch(view, (now, before) => {
    if (now.selected !== before.selected) selected.value = now.selected
    if (now.search !== before.search) search.value = now.search
  })

  function enter(region: string, chosen?: string): void {
    step({ ...intoRegion(current(), region), selected: chosen })
  }
  const clearFilters = (): void => step(NO_FILTER)
  return { view, selected, search, step, replace, enter, clearFilters }
}
