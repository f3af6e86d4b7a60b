import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { Level } from '../../../../shared/ids.ts'
import { api } from '../../api.ts'
import { parseOutline, type Outline } from '../../outline.ts'

type Answer = Parameters<typeof parseOutline>[0]
/** `missing` = the server has none of that level. */
export type Boundaries = Outline | 'missing' | undefined

/** Boundaries by level, each read once and only when it is looked at: the villages of a province are a megabyte. */
export function useBoundaries(level: ComputedRef<Level>, drawn: readonly Level[]) {
  const known = shallowRef<ReadonlyMap<Level, Outline | 'missing'>>(new Map())
  const asked = new Set<Level>()

  const know = (of: Level, what: Outline | 'missing'): void => void (known.value = new Map([...known.value, [of, what] as const]))
  async function load(wanted: Level): Promise<void> {
    if (asked.has(wanted)) return
    asked.add(wanted)
    if (!drawn.includes(wanted)) return know(wanted, 'missing')
    const answer = await api<Answer>(`/api/boundaries?level=${wanted}`)
    // No answer at all is no answer about boundaries: asked again when somebody looks again.
    if (!answer.ok && answer.error.kind === 'unreachable') return void asked.delete(wanted)
    know(wanted, answer.ok ? parseOutline(answer.value) : 'missing')
  }
  watch(level, load, { immediate: true })
  void load('regency')
  return {
    boundaries: computed<Boundaries>(() => known.value.get(level.value)),
    regencies: computed<Boundaries>(() => known.value.get('regency')),
  }
}
