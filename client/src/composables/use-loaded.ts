import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { api, type ApiFailure } from '../api.ts'

export type Loaded<T> = {
  /** What was read last; stays while a newer answer is awaited or could not be had. */
  readonly value: ShallowRef<T | undefined>
  readonly failure: ShallowRef<ApiFailure | undefined>
  readonly loading: Ref<boolean>
  /** `keep: false` = another thing is asked for, so what is on screen is not its. */
  readonly load: (path: string, options?: { keep?: boolean }) => Promise<void>
}

/** One thing read from the server. The newest question wins; an older one that is still under way is dropped. */
export function useLoaded<T>(): Loaded<T> {
  const value = shallowRef<T>()
  const failure = shallowRef<ApiFailure>()
  const loading = ref(false)
  let current: AbortController | undefined

  async function load(path: string, { keep = true }: { keep?: boolean } = {}): Promise<void> {
    current?.abort()
    const mine = (current = new AbortController())
    loading.value = true
    if (!keep) {
      value.value = undefined
      failure.value = undefined
    }
    const answer = await api<T>(path, { signal: mine.signal })
    if (mine.signal.aborted) return
    loading.value = false
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) value.value = answer.value
  }
  onScopeDispose(() => current?.abort())
  return { value, failure, loading, load }
}
