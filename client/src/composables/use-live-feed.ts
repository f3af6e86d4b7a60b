import { onScopeDispose, watch } from 'vue'
import { connect, type Wanted } from '../connection.ts'
import { useElection } from '../stores/election.ts'
import { useLive } from '../stores/live.ts'
import { useSession } from '../stores/session.ts'

/** Ties the socket to the stores for as long as the screen lives. `now` = monotonic ms. */
export function useLiveFeed(options: { token?: string; now?: () => number }): { watchRooms(rooms: readonly Wanted[]): void } {
  const now = options.now ?? (() => performance.now())
  const live = useLive()
  const election = useElection()
  const connection = connect({
    ...(options.token ? { token: options.token } : {}),
    since: live.since,
    events: {
      state: (state) => (live.state = state),
      hello(hello) {
        election.greeted(hello, now())
        // Another election, or the first one: the register that is on screen is not its.
        if (hello.election && hello.election.id !== election.register?.election.id) void election.load()
      },
      joined: (room, joined) => live.joined(room, joined, now()),
      delta: (delta) => {
        if (live.advanced(delta, now()) === 'gap') connection.rejoin(delta.room)
      },
      alive: (at) => live.signOfLife(at, now()).forEach((room) => connection.rejoin(room)),
    },
  })
  watch(
    () => useSession().locked,
    (locked) => !locked && connection.wake(),
  )
  onScopeDispose(() => connection.close())
  return {
    watchRooms(rooms) {
      live.want(rooms)
      connection.want(rooms)
    },
  }
}
