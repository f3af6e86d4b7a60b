import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { ulid } from 'ulid'
import type { TpsAnswer } from '../../../../shared/answers.ts'
import { canonicalJson } from '../../../../shared/canonical-json.ts'
import type { Receipt } from '../../../../shared/tally.ts'
import { api, type ApiFailure } from '../../api.ts'
import { tpsWords } from '../../words/tps.ts'

/** What a person decided, before it gets its id. */
export type Decision = { readonly path: string; readonly body: Readonly<Record<string, unknown>> }
type Options = {
  readonly answer: () => TpsAnswer
  readonly open: Readonly<Ref<boolean>>
  /** Entries of other contests are no news. */
  readonly contest?: () => string
  /** Undefined while a field still needs the person. */
  readonly decision: (given: { readonly reason: string; readonly seen: number }) => Decision | undefined
  readonly done: (receipt: Receipt) => void
  /** The server knows something newer than the page. */
  readonly stale: () => void
}
export const SHORTEST_REASON = 3

/**
 * A decision from its first field to its receipt. What it is made on stands still while it is made: the page goes on following the
 * ledger, and what arrives meanwhile is news until the person takes it. The same decision keeps its id, so that a second press and
 * a lost answer make one fact; nothing that was typed is lost by a failure.
 */
export function useDecision({ answer, open, contest, decision, done, stale }: Options) {
  const seen = shallowRef(answer())
  const reason = ref('')
  const tried = ref(false)
  const busy = ref(false)
  const failure = shallowRef<ApiFailure>()
  let last: { readonly id: string; readonly said: string } | undefined

  const take = (): void => void (seen.value = answer())
  watch(open, (now) => now && take())
  const concerns = (fact: Readonly<Record<string, unknown>>): boolean =>
    contest === undefined || fact['contest'] === undefined || fact['contest'] === contest()
  const news = computed(() => answer().history.filter(({ seq, fact }) => seq > seen.value.seq && concerns(fact)))
  const tooShort = computed(() => reason.value.trim().length < SHORTEST_REASON)
  const reasonProblem = computed(() => (tried.value && tooShort.value ? tpsWords.dialog.reasonMissing : undefined))
  /** A request whose answer never came: what it said may be in the ledger. */
  const pending = (): string | undefined => (failure.value?.kind === 'unreachable' ? last?.id : undefined)

  async function send(): Promise<void> {
    tried.value = true
    // What may have arrived is asked about again as it was, whatever came in since: perhaps that is what came in.
    if (busy.value || (news.value.length > 0 && pending() === undefined)) return
    const decided = decision({ reason: reason.value.trim(), seen: seen.value.seq })
    if (!decided || tooShort.value) return
    const said = canonicalJson(decided)
    last = last?.said === said ? last : { id: ulid(), said }
    busy.value = true
    failure.value = undefined
    const told = await api<{ receipt: Receipt }>(decided.path, { method: 'POST', body: { ...decided.body, id: last.id } })
    busy.value = false
    if (told.ok) return finish(told.value.receipt)
    failure.value = told.error
    if (told.error.kind === 'refused' && told.error.problem.status === 409) stale()
  }

  function finish(receipt: Receipt): void {
    last = undefined
    reason.value = ''
    tried.value = false
    done(receipt)
  }

  function takeNow(): void {
    take()
    failure.value = undefined
  }

  // An answer that was lost is fetched once the page sees that the decision is in the ledger.
  watch(
    () => answer().history.some(({ id }) => id === pending()),
    (arrived) => void (arrived && send()),
  )
  return { seen, news, takeNow, reason, reasonProblem, tried, busy, failure, send }
}
