import { computed, ref, watch, type ComputedRef } from 'vue'
import type { RegisterAnswer, RegisterTpsAnswer } from '../../../../shared/answers.ts'
import type { RoomId } from '../../../../shared/ids.ts'
import { instantOf } from '../../../../shared/poll-time.ts'
import type { Tally } from '../../../../shared/tally.ts'
import type { TallyRow } from '../../../../shared/wire.ts'
import { useLoaded } from '../../composables/use-loaded.ts'
import { useNow } from '../../composables/use-now.ts'
import { useFullRooms } from '../../composables/use-page-feed.ts'
import { usePulse } from '../../composables/use-pulse.ts'
import { useElection } from '../../stores/election.ts'
import { useLive } from '../../stores/live.ts'
import { useSession } from '../../stores/session.ts'
import { askedFacts } from './asked-tally.ts'
import type { ExploreScope } from './explore-scope.ts'
import { rememberRooms } from './room-facts.ts'
import type { Station, TpsFacts } from './tps-facts.ts'

const CLOCK_EVERY_MS = 5_000
const MINUTE = 60_000
const NO_STATIONS: readonly Station[] = []

/**
 * The figures behind the screen: from the whole feed for those who may follow it; for others the summary feed down to the districts,
 * and below them one question at a time.
 */
export function useExploreData(scope: ComputedRef<ExploreScope | undefined>) {
  const [election, live, session] = [useElection(), useLive(), useSession()]
  const rooms = computed(() => scope.value?.rooms ?? [])
  const code = computed(() => scope.value?.region.code ?? '')
  const whole = computed(() => {
    const scopes = session.scopes('feed:full')
    return rooms.value.length > 0 && rooms.value.every((room) => scopes.some((one) => room.startsWith(one)))
  })

  // Once followed, a room stays whole while this page is open: the way back up is at hand at once.
  const followed = ref<ReadonlySet<RoomId>>(new Set())
  watch(
    () => (whole.value ? rooms.value : []),
    (wanted) => (followed.value = new Set([...followed.value, ...wanted])),
    { immediate: true },
  )
  useFullRooms(computed(() => [...followed.value]))

  const now = useNow(undefined, CLOCK_EVERY_MS)
  /** To the minute, so that nothing is folded anew while it lasts. */
  const minute = computed(() => {
    const at = election.timeAt(now.value)
    return at === undefined ? undefined : Math.floor(at / MINUTE) * MINUTE
  })
  const pollsClose = computed(() => {
    const { date, pollsClose: time, timezone } = (election.register as RegisterAnswer).election
    return Date.parse(instantOf(`${date}T${time}`, timezone))
  })
  const clock = computed(() => ({ now: minute.value, pollsClose: pollsClose.value }))

  const { stations, failure: stationsFailure, loaded: stationsLoaded, reload } = useStations(code, whole)

  const asked = useLoaded<Tally>()
  const question = computed(() => {
    const contest = scope.value && scope.value.contestOf(code.value.slice(0, 4))
    return whole.value || code.value.length < 6 || !contest
      ? undefined
      : `/api/tally?contest=${contest.region}&region=${code.value}&children=1`
  })
  const ask = async (keep: boolean): Promise<void> => void (question.value && (await asked.load(question.value, { keep })))
  watch(question, () => ask(false), { immediate: true })
  usePulse(
    () => (question.value ? (asked.value.value?.at ?? {}) : {}),
    () => ask(true),
  )

  const remembered = rememberRooms()
  const facts = computed(() => {
    const at = scope.value
    if (!at) return []
    if (question.value) {
      const contest = at.contestOf(code.value.slice(0, 4))
      const tally = asked.value.value
      return tally && contest ? [askedFacts(tally, contest, clock.value)] : []
    }
    return at.rooms.flatMap((room) => {
      const [rows, contest] = [live.shown.get(room), at.contestOf(room)]
      if (!rows || !contest) return []
      const its = live.full.has(room) ? (stations.value.get(room) ?? NO_STATIONS) : NO_STATIONS
      return [remembered(room, rows, { contest, stations: its, clock: clock.value })]
    })
  })

  const tallies = computed<ReadonlyMap<string, TallyRow>>(() => {
    const [one, ...others] = facts.value.map((room) => room.tallies)
    return others.length === 0 ? (one ?? new Map()) : new Map(facts.value.flatMap((room) => [...room.tallies]))
  })
  /** In the order of their codes. */
  const tps = computed<readonly TpsFacts[]>(() => {
    const all = facts.value.flatMap((room) => room.tps)
    return code.value.length <= 4 ? all : all.filter((one) => one.code.startsWith(code.value))
  })
  const failure = computed(() => (question.value ? asked.failure.value : stationsFailure.value))
  const ready = computed(() => {
    if (!scope.value || scope.value.notVoting) return true
    if (question.value) return asked.value.value !== undefined
    return rooms.value.every((room) => live.shown.has(room))
  })
  const tpsReady = computed(() => !whole.value || (stationsLoaded.value && rooms.value.every((room) => live.full.has(room))))
  const mayTps = computed(
    () => whole.value || (code.value.length === 10 && session.scopes('tps:read').some((one) => code.value.startsWith(one))),
  )
  const retry = (): void => void (question.value ? ask(true) : reload())
  return { whole, mayTps, tallies, tps, ready, tpsReady, failure, clock, retry }
}

/** The register's TPS, by room and without the withdrawn ones; read again when the rooms expect another number than it holds. */
function useStations(code: ComputedRef<string>, wanted: ComputedRef<boolean>) {
  const live = useLive()
  const answer = useLoaded<RegisterTpsAnswer>()
  const held = computed(() => answer.value.value?.region)
  const load = (): Promise<void> => answer.load(`/api/register/tps?region=${code.value.slice(0, 4)}`)
  watch(
    [code, wanted],
    () => {
      if (wanted.value && code.value && !(held.value !== undefined && code.value.startsWith(held.value))) void load()
    },
    { immediate: true },
  )
  const stations = computed(() => {
    const byRoom = new Map<string, Station[]>()
    for (const station of answer.value.value?.rows ?? []) {
      if (station.withdrawn) continue
      const room = station.tps.slice(0, 4)
      const its = byRoom.get(room)
      if (its) its.push(station)
      else byRoom.set(room, [station])
    }
    return byRoom
  })
  const expected = computed(() => {
    const sums = [...live.shown].flatMap(([room, rows]) => {
      for (const row of rows.values())
        if (row.kind === 'tally' && row.tally.region === room) return [`${room}:${row.tally.tps.expected}/${row.tally.dpt.expected}`]
      return []
    })
    return sums.join(' ')
  })
  watch(expected, (_, before) => void (before && wanted.value && held.value !== undefined && load()))
  return {
    stations,
    failure: answer.failure,
    loaded: computed(() => held.value !== undefined && code.value.startsWith(held.value)),
    reload: load,
  }
}
