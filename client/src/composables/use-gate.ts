import { computed, onScopeDispose, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { gateOf, type Gate } from '../screens/shell/gate.ts'
import { routeTheme } from '../route-theme.ts'
import { useElection } from '../stores/election.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useSession } from '../stores/session.ts'

const ASK_AGAIN_MS = 5_000

/** Asks who is there and what is counted until both are known, and sends strangers to the door with the way back. */
export function useGate(): { gate: ComputedRef<Gate>; ask(): Promise<void> } {
  const session = useSession()
  const election = useElection()
  const route = useRoute()
  const router = useRouter()

  const gate = computed(() =>
    gateOf({
      session: session.state,
      allowed: (route.meta.needs ?? []).length === 0 || (route.meta.needs ?? []).some((action) => session.may(action)),
      election: election.register ? 'loaded' : election.missing ? 'none' : election.failure ? 'unreachable' : 'unknown',
      withoutElection: route.meta.withoutElection ?? false,
    }),
  )

  let timer: ReturnType<typeof setTimeout> | undefined
  async function ask(): Promise<void> {
    clearTimeout(timer)
    if (session.state !== 'signed-in') await session.load()
    if (session.state === 'signed-in' && !election.register) await election.load()
    if (gate.value === 'unreachable' || gate.value === 'no-election') timer = setTimeout(() => void ask(), ASK_AGAIN_MS)
  }
  onScopeDispose(() => clearTimeout(timer))

  // Whoever reloads a page is known only now.
  watch(
    () => session.grants,
    (grants) => usePreferences().screenTheme(routeTheme(route, grants)),
  )
  watch(
    gate,
    (now) => {
      if (now !== 'sign-in') return
      void router.replace({ path: '/masuk', query: route.fullPath === '/' ? {} : { ke: route.fullPath } })
    },
    { immediate: true },
  )
  return { gate, ask }
}
