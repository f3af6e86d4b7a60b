import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SessionAnswer } from '../../../shared/answers.ts'
import { scopesFor, type Action } from '../../../shared/roles.ts'
import { api } from '../api.ts'
import { tellTabs } from '../session-tabs.ts'

export type SessionState = 'asking' | 'signed-in' | 'nobody' | 'unreachable'

/** Survives a reload of the tab, which must not open it. */
const LOCKED = 'kamar-hitung.locked'

/** Who is signed in on this browser. */
export const useSession = defineStore('session', () => {
  const state = ref<SessionState>('asking')
  const who = shallowRef<SessionAnswer>()
  /** Nobody touched the screen for long: it is covered, and its session is over. Only that person's password opens it. */
  const locked = ref(sessionStorage.getItem(LOCKED) !== null)
  let isOver = false
  const grants = computed(() => who.value?.grants ?? [])

  /** A server that does not answer leaves a known person signed in: what is on screen stays readable. */
  async function load(): Promise<void> {
    const answer = await api<SessionAnswer | undefined>('/api/session?nobody=204')
    if (answer.ok && answer.value) {
      who.value = answer.value
      state.value = 'signed-in'
    } else if (answer.ok) {
      if (!locked.value || !who.value) forget()
    } else if (!who.value) state.value = 'unreachable'
  }

  async function signOut(): Promise<void> {
    await api('/api/session', { method: 'DELETE' })
    forget()
    tellTabs()
  }

  function forget(): void {
    who.value = undefined
    state.value = 'nobody'
    mark(false)
  }

  /** Covers the screen and ends the session; called again, it ends what could not be ended for want of a network. */
  async function lock(): Promise<void> {
    if (!locked.value) isOver = false
    mark(true)
    if (isOver) return
    isOver = true
    isOver = (await api('/api/session', { method: 'DELETE' })).ok
  }

  const unlock = (): void => mark(false)

  function mark(isLocked: boolean): void {
    locked.value = isLocked
    if (isLocked) sessionStorage.setItem(LOCKED, '')
    else sessionStorage.removeItem(LOCKED)
  }

  /** After another tab did something: what this one shows goes with its person; when he is back, so is the page. */
  async function recheck(): Promise<void> {
    const before = who.value?.name
    await load()
    if (before === undefined || state.value !== 'signed-in') return
    if (who.value?.name !== before) return location.replace('/')
    const answer = locked.value ? await api('/api/session') : undefined
    if (answer?.ok) mark(false)
  }

  /** Regions in which this person may do it, the widest first; empty = nowhere. */
  const scopes = (action: Action): string[] =>
    who.value ? [...new Set(scopesFor(who.value, action))].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)) : []
  const may = (action: Action): boolean => scopes(action).length > 0

  return { state, who, grants, locked, load, signOut, forget, lock, unlock, recheck, scopes, may }
})
