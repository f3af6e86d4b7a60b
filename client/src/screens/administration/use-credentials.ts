import { computed, shallowRef } from 'vue'
import type { z } from 'zod'
import type { CredentialsAnswer } from '../../../../shared/people-answers.ts'
import { api, type ApiFailure } from '../../api.ts'
import { useLoaded } from '../../composables/use-loaded.ts'
import { byUse } from './credential-state.ts'

/** Tokens or wall links: both are listed, made and revoked alike; `Made` is what the server tells this once. */
export function useCredentials<Made extends { readonly id: string }>(path: '/api/tokens' | '/api/wall-links') {
  const { value, failure, load } = useLoaded<z.infer<typeof CredentialsAnswer>>()
  const refused = shallowRef<ApiFailure>()
  const made = shallowRef<Made>()
  const items = computed(() => byUse(value.value?.items ?? [], Date.now()))
  const read = (): Promise<void> => load(path)

  async function add(body: unknown): Promise<boolean> {
    const answer = await api<Made>(path, { method: 'POST', body })
    refused.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return false
    made.value = answer.value
    await read()
    return true
  }
  async function revoke(id: string): Promise<void> {
    const answer = await api(`${path}/${encodeURIComponent(id)}`, { method: 'DELETE' })
    refused.value = answer.ok ? undefined : answer.error
    if (made.value?.id === id) made.value = undefined
    await read()
  }
  void read()
  return { items, failure, refused, made, loaded: computed(() => value.value !== undefined), read, add, revoke }
}
export type Credentials = Pick<ReturnType<typeof useCredentials>, 'items' | 'failure' | 'refused' | 'loaded' | 'read' | 'revoke'>
