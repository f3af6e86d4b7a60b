import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { SessionAnswer } from '../../../shared/answers.ts'
import { scopesFor } from '../../../shared/roles.ts'
import { api } from '../api.ts'

export type WallAccess =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' }
  /** `link` = a link was shown and is not valid (any more). */
  | { readonly kind: 'none'; readonly link: boolean }
  | { readonly kind: 'guest' }
  /** May see the region's running figures; the widest grant wins. */
  | { readonly kind: 'team'; readonly region: string }
  /** Works in a part of a regency only: a wall shows a whole one, whose feed is not his. */
  | { readonly kind: 'narrow' }
  | { readonly kind: 'outside' }

const RETRY_MS = 5_000

/** Asks who is looking until the server answers; a refusal is asked again too, because a link may be renewed under the same screen. */
export function useWallAccess(token: string | undefined): { access: ShallowRef<WallAccess>; ask(): Promise<void> } {
  const access = shallowRef<WallAccess>({ kind: 'asking' })
  let timer: ReturnType<typeof setTimeout> | undefined
  async function ask(): Promise<void> {
    clearTimeout(timer)
    const answer = await api<SessionAnswer | undefined>('/api/session?nobody=204')
    if (!answer.ok) access.value = { kind: 'unreachable' }
    else access.value = answer.value ? accessOf(answer.value) : { kind: 'none', link: token !== undefined }
    if (access.value.kind === 'unreachable' || access.value.kind === 'none') timer = setTimeout(() => void ask(), RETRY_MS)
  }
  onScopeDispose(() => clearTimeout(timer))
  return { access, ask }
}

export function accessOf({ grants, profile }: Pick<SessionAnswer, 'grants' | 'profile'>): WallAccess {
  if (profile === 'tamu') return { kind: 'guest' }
  const widest = scopesFor({ grants, profile }, 'feed:summary').toSorted((a, b) => a.length - b.length)[0]
  if (widest !== undefined) return widest.length > 4 ? { kind: 'narrow' } : { kind: 'team', region: widest }
  return grants.some(({ role }) => role === 'press') ? { kind: 'guest' } : { kind: 'outside' }
}
