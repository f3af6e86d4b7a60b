import { memoryLedger } from '../../db/memory-ledger.ts'
import type { AppendFailure, Ledger } from '../../db/ledger.ts'
import type { Clock } from '../../server/clock.ts'
import type { Log } from '../../server/log.ts'
import { openCountRooms } from '../../server/room/count-rooms.ts'
import type { Accepted, Command, CountRooms } from '../../server/room/rooms.ts'
import type { Election } from '../../shared/election.ts'
import type { RequestId, TpsId } from '../../shared/ids.ts'
import { err } from '../../shared/result.ts'
import { ANI, contestWith, GOVERNOR, idOf, MAYOR, REGISTER, REGISTER_ELSEWHERE, TPS_1, TPS_2 } from './facts.ts'

/** Two regencies that vote, for the governor and one for its mayor too, and one that does not. */
export const anElection = (change: Partial<Election> = {}): Election => ({
  id: 'test',
  name: 'Test',
  date: '2020-12-09',
  timezone: 'Asia/Makassar',
  pollsClose: '13:00',
  province: '64',
  form: 'kwk-2020',
  maxVotersPerTps: 500,
  ballotReserve: 0.025,
  holidays: [],
  notVoting: ['6409'],
  contests: [contestWith(GOVERNOR, [1, 2, 3]), contestWith(MAYOR, [1, 2])],
  regions: ['64', '6409', '6471', '6472'].map((code) => ({ code, name: code })),
  tps: [...REGISTER, ...REGISTER_ELSEWHERE],
  simulated: false,
  ...change,
})

/** Stands still, an hour after the polls closed. */
export const aClock: Clock = { now: () => Date.UTC(2020, 11, 9, 6), speed: 1 }
export const quietLog: Log = { info() {}, warn() {}, error() {} }
export const aLedger = (): Ledger => memoryLedger(() => 'test')

export const openRooms = (ledger: Ledger = aLedger(), election: Election = anElection(), log: Log = quietLog): Promise<CountRooms> =>
  openCountRooms({ ledger, election, clock: aClock, log })

type Body<K extends Command['kind']> = Extract<Command, { kind: K }>['body']
export const report = (n: number, change: Partial<Body<'report'>> = {}): Command => ({
  kind: 'report',
  body: {
    id: idOf(n),
    tps: TPS_1,
    contest: MAYOR,
    round: 1,
    source: 'witness',
    basis: 'counted',
    figures: { votes: { '1': 120, '2': 80 }, valid: 200, invalid: 4, total: 204 },
    ...change,
  },
})
export const move = (n: number, form: RequestId, to: TpsId = TPS_2): Command => ({
  kind: 'move',
  form,
  body: { id: idOf(n), to, reason: 'sent for the wrong TPS' },
})

export async function accepted(rooms: CountRooms, command: Command, author: string = ANI): Promise<Accepted> {
  const result = await rooms.submit(command, author)
  if (!result.ok) throw new Error(`refused: ${result.error.code} ${result.error.detail}`)
  return result.value
}
/** The code of the refusal, or `accepted`. */
export async function codeOf(rooms: CountRooms, command: Command, author: string = ANI): Promise<string> {
  const result = await rooms.submit(command, author)
  return result.ok ? 'accepted' : result.error.code
}

/** A real ledger whose appends can be held back or fail, as disks and processes do. */
export function troubled(real: Ledger) {
  let failure: AppendFailure | undefined
  let afterWriting = false
  let gate: Promise<void> | undefined
  let appends = 0
  const ledger: Ledger = {
    ...real,
    async append(...request) {
      appends += 1
      await gate
      const failed = failure
      failure = undefined
      if (failed && afterWriting) await real.append(...request)
      return failed ? err(failed) : real.append(...request)
    },
  }
  return {
    ledger,
    appends: () => appends,
    /** The next append fails; `written` = it is on disk all the same, only its answer is lost. */
    failNext: (next: AppendFailure, written = false): void => {
      failure = next
      afterWriting = written
    },
    /** Appends wait until the returned function is called. */
    hold: (): (() => void) => {
      let release = (): void => undefined
      gate = new Promise((resolve) => (release = resolve))
      return () => {
        gate = undefined
        release()
      }
    },
  }
}
