import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { InvitedAnswer } from '../../../../shared/people-answers.ts'
import { api, type ApiFailure } from '../../api.ts'
import { duration } from '../../format.ts'
import { tellFailure } from '../../refusal-words.ts'
import { useSession } from '../../stores/session.ts'
import { invitationWords } from '../../words/invitation.ts'
import { pageWords } from '../../words/pages.ts'
import { forgetInvitationKey, type InvitationKey, keepInvitationKey } from './invitation-key.ts'

const words = invitationWords.door

/** What the invited reads when it did not work. */
export function invitedMessage(failure: ApiFailure): string {
  if (failure.kind === 'unreachable') return pageWords.signIn.unreachable
  if (failure.retryAfterS !== undefined) return pageWords.signIn.tooMany(duration(failure.retryAfterS * 1000))
  const state = failure.problem.errors?.[0]?.code
  if (state === 'used' || state === 'expired' || state === 'withdrawn') return words.over[state]
  return failure.problem.code === 'not-found' ? words.unknown : tellFailure(failure)
}

/** One invitation as the invited meets it: looked at, which uses nothing up, and accepted once. */
export function useInvited() {
  const session = useSession()
  const invited = shallowRef<InvitedAnswer>()
  const failure = shallowRef<ApiFailure>()
  const busy = ref(false)
  let key: InvitationKey | undefined
  let gone = false
  onScopeDispose(() => (gone = true))

  /** True when there is such an invitation, open or over. */
  async function look(given: InvitationKey): Promise<boolean> {
    busy.value = true
    failure.value = undefined
    const answer = await api<InvitedAnswer>('/api/invited', { method: 'POST', body: given })
    busy.value = false
    if (gone) return false
    if (!answer.ok) {
      failure.value = answer.error
      // A link that leads nowhere is not tried again with every reload; a server that is away is.
      if (answer.error.kind === 'refused') forgetInvitationKey()
      return false
    }
    key = given
    invited.value = answer.value
    if (answer.value.state === 'open') keepInvitationKey(given)
    else forgetInvitationKey()
    return true
  }

  /** True once the account is there and signed in. */
  async function accept(name: string, password: string): Promise<boolean> {
    busy.value = true
    failure.value = undefined
    const answer = await api('/api/invited/accept', { method: 'POST', body: { ...key, name, password } })
    if (answer.ok) {
      forgetInvitationKey()
      await session.load()
    }
    busy.value = false
    failure.value = answer.ok ? undefined : answer.error
    return answer.ok
  }

  const isTaken = computed(
    () => failure.value?.kind === 'refused' && failure.value.problem.errors?.some(({ code }) => code === 'taken') === true,
  )
  return { invited, failure, isTaken, busy, look, accept }
}
export type InvitedDoor = ReturnType<typeof useInvited>
