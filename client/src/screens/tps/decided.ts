import type { TpsAnswer } from '../../../../shared/answers.ts'
import type { Receipt } from '../../../../shared/tally.ts'
import { factSentence, type FactContext } from '../../fact-words.ts'
import { authorName } from './why.ts'

/** What is told once a decision is in the ledger: what happened, how it is undone, where it led. */
export type Done = { readonly text: string; readonly hint?: string; readonly receipt: Receipt; readonly to?: string }

/** What arrived while somebody decided, in sentences. */
export const newsInWords = (entries: TpsAnswer['history'], answer: TpsAnswer, known: FactContext): string[] =>
  entries.map(({ fact, by }) => `${authorName(answer, by)}: ${factSentence(fact, known)}`)
