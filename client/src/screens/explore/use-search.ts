import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { SearchAnswer } from '../../../../shared/answers.ts'
import { useLoaded } from '../../composables/use-loaded.ts'

export type Hit = SearchAnswer['hits'][number]
const ASK_AFTER_MS = 150
const LEAST = 2

/** Regions and TPS by name or code, as one types; the server looks only where this person works. */
export function useSearch(text: Ref<string>) {
  const answer = useLoaded<SearchAnswer>()
  const active = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  const wanted = computed(() => (text.value.trim().length >= LEAST ? text.value.trim() : ''))
  const answered = ref('')

  async function ask(q: string): Promise<void> {
    await answer.load(`/api/search?q=${encodeURIComponent(q)}`)
    if (q !== wanted.value) return
    answered.value = q
    active.value = 0
  }
  watch(
    wanted,
    (q) => {
      clearTimeout(timer)
      if (q) timer = setTimeout(() => void ask(q), ASK_AFTER_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  /** Of what is typed now; undefined while nothing was answered yet. */
  const hits = computed<readonly Hit[] | undefined>(() => (wanted.value && answered.value ? (answer.value.value?.hits ?? []) : undefined))
  const move = (by: number): void => {
    const n = hits.value?.length ?? 0
    if (n > 0) active.value = (active.value + by + n) % n
  }
  const chosen = computed(() => (answered.value === wanted.value ? hits.value?.[active.value] : undefined))
  return { hits, active, chosen, move }
}
