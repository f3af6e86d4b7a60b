import type { Command, CountRooms } from '../../server/room/rooms.ts'
import { roomOf, type RequestId } from '../../shared/ids.ts'
import type { Figures } from '../../shared/form.ts'
import { ANI, BUDI, CITRA, GOVERNOR, idOf, MAYOR, REGISTER, REGISTER_ELSEWHERE, tpsOf, UNLISTED } from '../support/facts.ts'
import type { Dice } from './dice.ts'

const STATIONS = [...REGISTER, ...REGISTER_ELSEWHERE].map(({ tps }) => tpsOf(tps))
const AUTHORS = [ANI, BUDI, CITRA, 'account:dewi', 'token:machine']
const WAYS = [
  { source: 'witness', basis: 'counted' },
  { source: 'desk', basis: 'photo' },
  { source: 'api', basis: 'message' },
  { source: 'sms', basis: 'message' },
] as const
const reason = 'as the rules ask'

/** People who report, correct, move, settle, order rounds and amend the register; some of it makes no sense and is refused. */
export class Reporters {
  #sent: { readonly command: Command; readonly by: string }[] = []
  #forms: RequestId[] = []
  readonly #dice: Dice

  constructor(dice: Dice) {
    this.#dice = dice
  }

  async act(rooms: CountRooms): Promise<void> {
    const repeat = this.#sent.length > 0 && this.#dice.chance(0.1)
    const sent = repeat ? this.#dice.pick(this.#sent) : { command: this.#command(rooms), by: this.#dice.pick(AUTHORS) }
    if (!repeat) this.#sent.push(sent)
    const result = await rooms.submit(sent.command, sent.by)
    if (!result.ok && ['internal', 'busy', 'disk-full'].includes(result.error.code)) throw new Error(result.error.detail)
  }

  #command(rooms: CountRooms): Command {
    const { below, chance, pick } = this.#dice
    const id = idOf(this.#sent.length + 1)
    const tps = chance(0.05) ? UNLISTED : pick(STATIONS)
    const contest = tps.startsWith('6472') && chance(0.5) ? MAYOR : GOVERNOR
    const kind = below(20)
    if (kind < 14) {
      const replaces = this.#forms.length > 0 && chance(0.15) ? pick(this.#forms) : undefined
      this.#forms.push(id)
      const round = chance(0.1) ? 2 : 1
      return { kind: 'report', body: { id, tps, contest, round, ...pick(WAYS), figures: this.#figures(contest), replaces } }
    }
    if (kind < 16) return { kind: 'move', form: pick([id, ...this.#forms]), body: { id, to: tps, reason } }
    if (kind < 18) {
      const seen = rooms.room(roomOf(tps))?.state.seq ?? 0
      return { kind: 'settle', tps, body: { id, contest, round: 1, figures: this.#figures(contest), seen, reason } }
    }
    if (kind < 19) return { kind: 'round', body: { id, tps, contest, kind: 'PSU', reason } }
    const change = pick(['added', 'withdrawn', 'dpt-corrected'] as const)
    return { kind: 'amend', body: { id, tps, change, ...(change === 'dpt-corrected' ? { dpt: below(500) } : {}), reason } }
  }

  /** Few different ones, so that people often agree; some that add up, some that do not. */
  #figures(contest: string): Figures {
    const { below, chance, pick } = this.#dice
    const numbers = contest === MAYOR ? [1, 2] : [1, 2, 3]
    const votes = Object.fromEntries(numbers.map((number) => [String(number), pick([0, 90, 120])]))
    if (chance(0.05)) delete votes['1']
    return { votes, valid: chance(0.5) ? below(400) : undefined, invalid: pick([0, 4]) }
  }
}
