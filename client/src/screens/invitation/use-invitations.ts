import { computed, shallowRef } from 'vue'
import type { z } from 'zod'
import type { InvitationsAnswer, MadeInvitation, MadeInvitationsAnswer } from '../../../../shared/people-answers.ts'
import type { Grant, Role } from '../../../../shared/roles.ts'
import { api, type ApiFailure } from '../../api.ts'
import { useLoaded } from '../../composables/use-loaded.ts'

export type Invited = { readonly label: string; readonly role: Role; readonly region: string; readonly organisation?: string }

/** Invitations one may make: listed, made one by one or many at once, withdrawn. Links and codes stay here until they are put away. */
export function useInvitations() {
  const { value, failure, load } = useLoaded<z.infer<typeof InvitationsAnswer>>()
  const refused = shallowRef<ApiFailure>()
  const made = shallowRef<readonly MadeInvitation[]>([])
  const busy = shallowRef(false)
  const read = (): Promise<void> => load('/api/invitations')

  async function send<T>(path: string, body: unknown): Promise<T | undefined> {
    busy.value = true
    const answer = await api<T>(path, { method: 'POST', body })
    busy.value = false
    refused.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return undefined
    await read()
    return answer.value
  }
  async function invite(label: string, grant: Grant, hours: number): Promise<boolean> {
    const one = await send<MadeInvitation>('/api/invitations', { label, grants: [grant], hours })
    if (one) made.value = [one]
    return one !== undefined
  }
  async function inviteMany(people: readonly Invited[], hours: number): Promise<boolean> {
    const answer = await send<z.infer<typeof MadeInvitationsAnswer>>('/api/invitations/batch', { people, hours })
    if (answer) made.value = answer.items
    return answer !== undefined
  }
  async function withdraw(id: string): Promise<void> {
    const answer = await api(`/api/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' })
    refused.value = answer.ok ? undefined : answer.error
    made.value = made.value.filter((one) => one.id !== id)
    await read()
  }
  void read()
  return {
    items: computed(() => value.value?.items ?? []),
    loaded: computed(() => value.value !== undefined),
    failure,
    refused,
    made,
    busy,
    invite,
    inviteMany,
    withdraw,
    read,
    putAway: () => void (made.value = []),
  }
}
