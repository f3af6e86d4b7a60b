import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef } from 'vue'
import type { Tally } from '../../../../shared/tally.ts'
import { api, type ApiFailure } from '../../api.ts'
import { isBehind, usePulse, type Positions } from '../../composables/use-pulse.ts'
import { useLive } from '../../stores/live.ts'
import type { Entrance, Place } from './result-path.ts'

/** One contest in one region, with the regions right below. */
export type Question = { readonly contest: string; readonly region: string; readonly mode: string; readonly children: boolean }
const keyOf = ({ contest, region }: Question): string => `${contest}/${region}`
const pathOf = ({ contest, region, mode, children }: Question): string =>
  `/api/tally?contest=${contest}&region=${region}&mode=${mode}${children ? '&children=1' : ''}`

export const questionsFor = (place: Place, entered: readonly Entrance[]): Question[] => {
  if (place.kind === 'region') return [{ contest: place.contest.region, region: place.region, mode: place.mode, children: true }]
  if (place.kind === 'unknown') return []
  return entered.map(({ contest, region }) => ({ contest: contest.region, region, mode: place.mode, children: false }))
}

const ASK_AGAIN_MS = 5_000

/** By room the position of the answer that is furthest behind: the page is as old as its oldest figure. */
export function oldest(positions: readonly Positions[]): Positions {
  const at: Record<string, number> = {}
  for (const position of positions) for (const [room, seq] of Object.entries(position)) at[room] = Math.min(at[room] ?? seq, seq)
  return at
}

/**
 * The tallies a page needs, and those of them again whose rooms moved on. What is on screen stays until the new answer is there;
 * another question empties it, so that no figure ever stands under a foreign name.
 */
export function useResults(place: ComputedRef<Place>, entered: ComputedRef<readonly Entrance[]>) {
  const live = useLive()
  const tallies = shallowRef<ReadonlyMap<string, Tally>>(new Map())
  const failure = shallowRef<ApiFailure>()
  const loading = ref(true)
  const questions = computed(() => questionsFor(place.value, entered.value))
  let asked = 0
  let again: ReturnType<typeof setTimeout> | undefined

  async function read(wanted: readonly Question[]): Promise<void> {
    const mine = asked
    const answers = await Promise.all(wanted.map(async (question) => ({ question, answer: await api<Tally>(pathOf(question)) })))
    if (mine !== asked) return
    const next = new Map(tallies.value)
    for (const { question, answer } of answers) if (answer.ok) next.set(keyOf(question), answer.value)
    tallies.value = next
    failure.value = answers.map(({ answer }) => (answer.ok ? undefined : answer.error)).find((error) => error !== undefined)
    loading.value = false
    clearTimeout(again)
    if (failure.value?.kind === 'unreachable') again = setTimeout(() => void read(questions.value), ASK_AGAIN_MS)
  }
  onScopeDispose(() => clearTimeout(again))

  async function start(): Promise<void> {
    asked += 1
    tallies.value = new Map()
    failure.value = undefined
    loading.value = true
    await read(questions.value)
  }
  watch(() => JSON.stringify(questions.value), start, { immediate: true })

  const at = computed(() => oldest([...tallies.value.values()].map((tally) => tally.at)))
  usePulse(
    () => at.value,
    () => {
      const behind = questions.value.filter((question) => {
        const known = tallies.value.get(keyOf(question))?.at
        return !known || isBehind(known, live.shown) || failure.value !== undefined
      })
      return read(behind.length > 0 ? behind : questions.value)
    },
  )

  const tallyOf = (contest: string, region: string): Tally | undefined => tallies.value.get(`${contest}/${region}`)
  return { tallies, tallyOf, failure, loading, retry: start }
}
