import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RegisterAnswer } from '../../../shared/answers.ts'
import type { Hello } from '../../../shared/wire.ts'
import { api, type ApiFailure } from '../api.ts'

/** Which election is counted, and its clock. */
export const useElection = defineStore('election', () => {
  const register = shallowRef<RegisterAnswer>()
  const failure = shallowRef<ApiFailure>()
  /** The server has none loaded yet. */
  const missing = ref(false)
  const clock = shallowRef<{ readonly now: number; readonly heardAt: number; readonly speed: number }>()
  const simulated = computed(() => register.value?.election.simulated ?? false)
  const timezone = computed(() => register.value?.election.timezone ?? 'Asia/Makassar')

  /** Safe to call again: an unchanged register costs one 304. Keeps what is there when the server does not answer. */
  async function load(): Promise<void> {
    const answer = await api<RegisterAnswer>('/api/register')
    if (answer.ok) {
      register.value = answer.value
      failure.value = undefined
      missing.value = false
      return
    }
    const none = answer.error.kind === 'refused' && answer.error.problem.status === 404
    missing.value = none
    failure.value = none ? undefined : answer.error
  }

  /** `at` = monotonic ms when it was heard. */
  function greeted(hello: Hello, at: number): void {
    clock.value = { now: Date.parse(hello.clock.now), heardAt: at, speed: hello.clock.speed }
    if (!hello.election) missing.value = true
  }

  /** The election's time in epoch ms at a monotonic moment: of a demo it starts in the past and runs faster. Undefined before the first greeting. */
  const timeAt = (monotonic: number): number | undefined => {
    const heard = clock.value
    return heard && heard.now + (monotonic - heard.heardAt) * heard.speed
  }

  return { register, failure, missing, clock, simulated, timezone, load, greeted, timeAt }
})
