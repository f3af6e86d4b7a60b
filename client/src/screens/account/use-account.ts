import { computed, ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { DevicesAnswer } from '../../../../shared/people-answers.ts'
import { api, type ApiFailure } from '../../api.ts'
import { useLoaded } from '../../composables/use-loaded.ts'

/** Devices below `/api` or `/api/accounts/<id>`: listed, ended one by one or all at once. */
export function useDevices(path: string) {
  const { value, failure, load } = useLoaded<z.infer<typeof DevicesAnswer>>()
  const refused = shallowRef<ApiFailure>()
  const devices = computed(() => value.value?.items ?? [])
  const read = (): Promise<void> => load(`${path}/devices`)
  /** One device, or without an id all of them; true when it was done. */
  async function end(id?: string): Promise<boolean> {
    const answer = await api(`${path}/devices${id === undefined ? '' : `/${id}`}`, { method: 'DELETE' })
    refused.value = answer.ok ? undefined : answer.error
    return answer.ok
  }
  void read()
  return { devices, loaded: computed(() => value.value !== undefined), failure, refused, read, end }
}

export function useOwnPassword() {
  const busy = ref(false)
  const failure = shallowRef<ApiFailure>()
  const done = ref(false)
  const isWrong = computed(
    () => failure.value?.kind === 'refused' && failure.value.problem.errors?.some(({ code }) => code === 'wrong') === true,
  )
  async function change(current: string, password: string): Promise<boolean> {
    busy.value = true
    done.value = false
    const answer = await api('/api/password', { method: 'POST', body: { current, password } })
    busy.value = false
    failure.value = answer.ok ? undefined : answer.error
    done.value = answer.ok
    return answer.ok
  }
  return { busy, failure, done, isWrong, change }
}
