import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SessionAnswer } from '../../../shared/answers.ts'
import { scopesFor, type Action } from '../../../shared/roles.ts'
import { api } from '../api.ts'

export type SessionState = 'asking' | 'signed-in' | 'nobody' | 'unreachable'

/** Who is signed in on this browser. */
export const useSession = defineStore('session', () => {
  const state = ref<SessionState>('asking')
  const who = shallowRef<SessionAnswer>()
  const grants = computed(() => who.value?.grants ?? [])

  /** A server that does not answer leaves a known person signed in: what is on screen stays readable. */
  async function load(): Promise<void> {
    const answer = await api<SessionAnswer>('/api/session')
    if (answer.ok) {
      who.value = answer.value
      state.value = 'signed-in'
    } else if (answer.error.kind === 'refused' && answer.error.problem.status === 401) forget()
    else if (!who.value) state.value = 'unreachable'
  }

  async function signOut(): Promise<void> {
    await api('/api/session', { method: 'DELETE' })
    forget()
  }

  function forget(): void {
    who.value = undefined
    state.value = 'nobody'
  }

  /** Regions in which this person may do it, the widest first; empty = nowhere. */
  const scopes = (action: Action): string[] =>
    who.value ? [...new Set(scopesFor(who.value, action))].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)) : []
  const may = (action: Action): boolean => scopes(action).length > 0

  return { state, who, grants, load, signOut, forget, scopes, may }
})
