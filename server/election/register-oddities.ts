import type { ElectionFile, RegisterTps } from '../../shared/election.ts'
import type { Message } from '../../shared/message.ts'
import { instantOf } from '../../shared/poll-time.ts'

/** A row of tps.csv as read, with its number in the file (the header is 1). */
export type RegisterRow = { readonly row: number; readonly station: RegisterTps }
type Oddity = { readonly words: (rows: string) => Message; readonly is: (station: RegisterTps) => boolean }

const ROWS_NAMED = 10
const DAY_MS = 86_400_000
/** The slowest boxes reach the count room within days; a date a month off is a slip of the pen. */
const LATEST_DAYS = 30

/**
 * What real registers hold and no law forbids: told with its rows so that somebody looks, never refused.
 * Blind to: a DPT that is wrong and plausible.
 */
export function registerOddities(rows: readonly RegisterRow[], file: ElectionFile): Message[] {
  return odditiesOf(file).flatMap(({ words, is }) => {
    const odd = rows.filter(({ station }) => is(station)).map(({ row }) => row)
    return odd.length === 0 ? [] : [words(named(odd))]
  })
}

function odditiesOf({ maxVotersPerTps, date, pollsClose, timezone }: ElectionFile): Oddity[] {
  const closing = Date.parse(instantOf(`${date}T${pollsClose}`, timezone))
  const latest = closing + LATEST_DAYS * DAY_MS
  return [
    {
      is: ({ dpt, dptM, dptF }) => dpt !== undefined && dptM !== undefined && dptF !== undefined && dptM + dptF !== dpt,
      words: (rows) => ({
        id: `tps.csv: dpt_m + dpt_f tidak sama dengan dpt; yang dipakai dpt (${rows})`,
        en: `tps.csv: dpt_m + dpt_f is not dpt; dpt is used (${rows})`,
      }),
    },
    {
      is: ({ dpt }) => dpt !== undefined && dpt > maxVotersPerTps,
      words: (rows) => ({
        id: `tps.csv: dpt lebih dari ${maxVotersPerTps}, jumlah pemilih terbanyak per TPS pada pemilihan ini (${rows})`,
        en: `tps.csv: dpt above ${maxVotersPerTps}, the most voters a TPS has in this election (${rows})`,
      }),
    },
    {
      is: ({ dpt }) => dpt === 0,
      words: (rows) => ({
        id: `tps.csv: dpt 0 berarti tidak ada pemilih; kosongkan bila belum diketahui (${rows})`,
        en: `tps.csv: dpt 0 says that nobody votes there; leave it empty when it is unknown (${rows})`,
      }),
    },
    {
      is: ({ expectedBy }) => expectedBy !== undefined && (Date.parse(expectedBy) < closing || Date.parse(expectedBy) > latest),
      words: (rows) => ({
        id: `tps.csv: expected_by sebelum pemungutan suara selesai atau lebih dari ${LATEST_DAYS} hari sesudahnya (${rows})`,
        en: `tps.csv: expected_by before the end of voting or more than ${LATEST_DAYS} days after it (${rows})`,
      }),
    },
  ]
}

/** `3 TPS: row 2, 5, 9`; the words for rows and TPS are alike enough in both languages to be said once. */
function named(rows: readonly number[]): string {
  const shown = rows.slice(0, ROWS_NAMED).join(', ')
  return `${rows.length} TPS: ${shown}${rows.length > ROWS_NAMED ? ', ...' : ''}`
}
