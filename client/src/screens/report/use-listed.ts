import { computed, watch, type ComputedRef, type Ref } from 'vue'
import type { RegisterAnswer, RegisterTpsAnswer } from '../../../../shared/answers.ts'
import { useLoaded } from '../../composables/use-loaded.ts'

/** Why a report of this TPS will be parked or refused, told before it is typed; undefined = it is in the register, or not known yet. */
export function useListed(tps: Readonly<Ref<string | undefined>>, register: ComputedRef<RegisterAnswer>) {
  const { value, load } = useLoaded<RegisterTpsAnswer>()
  watch(tps, (code) => code && load(`/api/register/tps?region=${code.slice(0, 10)}`, { keep: false }), { immediate: true })
  return computed(() => {
    const code = tps.value
    if (code === undefined) return undefined
    if (!register.value.regions.some((region) => region.code === code.slice(0, 10))) return 'unknownVillage'
    if (value.value?.region !== code.slice(0, 10)) return undefined
    return value.value.rows.some((row) => row.tps === code && !row.withdrawn) ? undefined : 'unlisted'
  })
}
