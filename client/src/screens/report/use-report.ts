import { computed, onScopeDispose, reactive, ref, shallowRef, type ComputedRef } from 'vue'
import { ulid } from 'ulid'
import type { FormAnswer, RegisterAnswer } from '../../../../shared/answers.ts'
import type { Contest } from '../../../../shared/election.ts'
import { api, type ApiFailure } from '../../api.ts'
import { nextForm, type Attempt } from './attempt.ts'
import { figuresOf, hasEveryVote, wrongPaths } from './report-draft.ts'
import { typedSums } from './typed-sums.ts'

/** One report from the first digit to its receipt. Nothing that was typed is lost by a failure. */
export function useReport(place: ComputedRef<{ tps: string; contest: Contest } | undefined>, register: ComputedRef<RegisterAnswer>) {
  const typed = reactive<Record<string, string>>({})
  const busy = ref(false)
  const failure = shallowRef<ApiFailure>()
  const answer = shallowRef<FormAnswer>()
  const sent = ref(0)
  const last = shallowRef<Attempt>()
  const tried = ref(false)

  const figures = computed(() => figuresOf(typed))
  const wrong = computed(() => wrongPaths(typed))
  const sums = computed(() => (place.value ? typedSums(figures.value, { ...place.value, ...register.value.election }) : []))
  const votesMissing = computed(() => place.value !== undefined && !hasEveryVote(figures.value, place.value.contest))
  const dirty = computed(() => !answer.value && Object.values(typed).some((text) => text.trim() !== ''))

  const guard = (event: BeforeUnloadEvent): void => {
    if (dirty.value) event.preventDefault()
  }
  addEventListener('beforeunload', guard)
  onScopeDispose(() => removeEventListener('beforeunload', guard))

  async function send(): Promise<void> {
    tried.value = true
    if (!place.value || votesMissing.value || wrong.value.length > 0 || busy.value) return
    const report = { tps: place.value.tps, contest: place.value.contest.region, figures: figures.value }
    const form = nextForm(report, last.value, ulid)
    busy.value = true
    failure.value = undefined
    const told = await api<FormAnswer>('/api/forms', { method: 'POST', body: form })
    busy.value = false
    last.value = {
      form,
      outcome: told.ok ? 'accepted' : told.error.kind === 'refused' && told.error.problem.status < 500 ? 'refused' : 'unknown',
    }
    if (!told.ok) return void (failure.value = told.error)
    answer.value = told.value
    sent.value += 1
  }

  /** Keeps what was typed: the next form replaces this one. */
  const correct = (): void => void (answer.value = undefined)
  function startOver(): void {
    for (const path of Object.keys(typed)) delete typed[path]
    answer.value = undefined
    failure.value = undefined
    last.value = undefined
    tried.value = false
  }

  return { typed, figures, wrong, sums, votesMissing, tried, busy, failure, answer, sent, last, dirty, send, correct, startOver }
}
export type ReportInHand = ReturnType<typeof useReport>
