import { onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { RoomId } from '../../../shared/ids.ts'
import { contestsOf } from '../../../shared/election.ts'
import { useElection } from '../stores/election.ts'
import { useSession } from '../stores/session.ts'
import { useLive } from '../stores/live.ts'
import { useLiveFeed } from './use-live-feed.ts'

/** Rooms that the page on screen wants whole. */
const wholeRooms = shallowRef<readonly RoomId[]>([])

/**
 * Follows every count room this person may follow, as a summary, so that any page knows when its figures moved on; rooms that a page
 * asks for with `useFullRooms` are followed whole.
 */
export function usePageFeed(): void {
  const session = useSession()
  const election = useElection()
  const feed = useLiveFeed({})
  // Signed out elsewhere, disabled, other grants: the server refuses the socket, and the door asks who it is.
  watch(
    () => useLive().state.kind,
    (kind) => kind === 'refused' && void session.load(),
  )
  watch(
    () => ({ register: election.register, scopes: session.scopes('feed:summary'), whole: wholeRooms.value }),
    ({ register, scopes, whole }) => {
      const regencies = register?.regions.filter(({ code }) => code.length === 4) ?? []
      const followed = regencies.filter(
        ({ code }) =>
          register && contestsOf(register.contests, register.notVoting, code).length > 0 && scopes.some((scope) => code.startsWith(scope)),
      )
      feed.watchRooms(followed.map(({ code }) => ({ room: code as RoomId, view: whole.includes(code as RoomId) ? 'full' : 'summary' })))
    },
    { immediate: true },
  )
}

/** For as long as the page lives these rooms come with villages, TPS and findings, where this person may see them. */
export function useFullRooms(rooms: ComputedRef<readonly RoomId[]>): void {
  watch(rooms, (wanted) => (wholeRooms.value = wanted), { immediate: true })
  onScopeDispose(() => (wholeRooms.value = []))
}
