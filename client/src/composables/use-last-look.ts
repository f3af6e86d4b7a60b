import { onScopeDispose, watch, type ComputedRef } from 'vue'
import { keepLook, lastLook } from '../last-look.ts'
import { useElection } from '../stores/election.ts'
import { useWhy } from '../stores/why.ts'

/** Remembers when one last looked at a place (`contest/region`): written when one leaves it, so that it is the look before this one. */
export function useLastLook(place: ComputedRef<string | undefined>): void {
  const election = useElection()
  const why = useWhy()
  const leave = (left: string | undefined): void => {
    const now = election.timeAt(performance.now())
    if (left !== undefined && now !== undefined) keepLook(left, now)
  }
  const hide = (): void => leave(place.value)
  watch(
    place,
    (entered, left) => {
      why.looked = entered === undefined ? undefined : lastLook(entered)
      leave(left)
    },
    { immediate: true },
  )
  addEventListener('pagehide', hide)
  onScopeDispose(() => {
    removeEventListener('pagehide', hide)
    hide()
  })
}
