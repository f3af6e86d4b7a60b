import { watch } from 'vue'
import type { RoomId } from '../../../shared/ids.ts'
import { contestsOf } from '../../../shared/election.ts'
import { useElection } from '../stores/election.ts'
import { useSession } from '../stores/session.ts'
import { useLiveFeed } from './use-live-feed.ts'

/** Follows every count room this person may follow, as a summary, so that any page knows when its figures moved on. */
export function usePageFeed(): void {
  const session = useSession()
  const election = useElection()
  const feed = useLiveFeed({})
  watch(
    () => ({ register: election.register, scopes: session.scopes('feed:summary') }),
    ({ register, scopes }) => {
      const regencies = register?.regions.filter(({ code }) => code.length === 4) ?? []
      const followed = regencies.filter(
        ({ code }) =>
          register && contestsOf(register.contests, register.notVoting, code).length > 0 && scopes.some((scope) => code.startsWith(scope)),
      )
      feed.watchRooms(
        followed.map(({ code }) => code as RoomId),
        'summary',
      )
    },
    { immediate: true },
  )
}
