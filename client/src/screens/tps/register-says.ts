import type { TpsAnswer } from '../../../../shared/answers.ts'
import { count } from '../../format.ts'
import { tpsWords } from '../../words/tps.ts'

/** What the register says of a TPS that nobody has reported, and what nothing here says yet. */
export function registerSays({ registered }: Pick<TpsAnswer, 'registered'>): string[] {
  const { unreported: words } = tpsWords
  if (!registered) return []
  const { dpt, signal } = registered
  return [
    dpt === undefined ? words.dptUnknown : words.dpt(count(dpt)),
    signal === undefined ? words.signalUnknown : signal ? words.signal : words.noSignal,
    words.nobody,
  ]
}
