import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { api, type ApiFailure } from '../api.ts'
import { duration } from '../format.ts'
import { tellFailure } from '../refusal-words.ts'
import { tellTabs } from '../session-tabs.ts'
import { useSession } from '../stores/session.ts'
import { pageWords } from '../words/pages.ts'

const words = pageWords.signIn

/** What the sentence under the form says. */
export function signInMessage(failure: ApiFailure): string {
  if (failure.kind === 'unreachable') return words.unreachable
  return failure.problem.status === 401 ? words.wrong : tellFailure(failure)
}

/** Signs in with name and password; after too many tries it counts the wait down and refuses to ask in between. */
export function useSignIn(): {
  readonly busy: Readonly<{ value: boolean }>
  readonly message: Readonly<{ value: string | undefined }>
  readonly waiting: Readonly<{ value: boolean }>
  /** True once a session is open. */
  signIn(name: string, password: string): Promise<boolean>
} {
  const session = useSession()
  const busy = ref(false)
  const failed = shallowRef<ApiFailure>()
  const waitS = ref<number>()
  let timer: ReturnType<typeof setInterval> | undefined

  function wait(seconds: number): void {
    const until = performance.now() + seconds * 1000
    waitS.value = seconds
    clearInterval(timer)
    timer = setInterval(() => {
      waitS.value = Math.max(0, Math.ceil((until - performance.now()) / 1000))
      if (waitS.value === 0) clearInterval(timer)
    }, 1_000)
  }
  onScopeDispose(() => clearInterval(timer))

  async function signIn(name: string, password: string): Promise<boolean> {
    busy.value = true
    failed.value = undefined
    waitS.value = undefined
    const answer = await api('/api/session', { method: 'POST', body: { name, password } })
    if (answer.ok) {
      await session.load()
      tellTabs()
    }
    busy.value = false
    if (answer.ok) return session.state === 'signed-in'
    if (answer.error.kind === 'refused' && answer.error.retryAfterS !== undefined) wait(answer.error.retryAfterS)
    else failed.value = answer.error
    return false
  }

  const message = computed(() => {
    if (waitS.value === undefined) return failed.value && signInMessage(failed.value)
    return waitS.value > 0 ? words.tooMany(duration(waitS.value * 1000)) : words.tooManyOver
  })
  return { busy, message, waiting: computed(() => (waitS.value ?? 0) > 0), signIn }
}
