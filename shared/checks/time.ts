import { sumOfVotes } from '../form.ts'
import type { Check, Explanations } from './check.ts'

const MINUTE_MS = 60_000

/**
 * [TM1] Votes are reported after the polls have closed.
 *
 * Unit: the room's clock, so the phone's own cannot cause it; the stake is all valid votes. Source: the election's closing time.
 * Special locations may close early.
 * Blind to: a result known before closing and sent after it.
 */
export const tm1: Check = ({ figures, pollsClose, reportedAt }) => {
  const early = Date.parse(pollsClose) - Date.parse(reportedAt)
  const stake = sumOfVotes(figures)
  if (early <= 0 || Object.keys(figures.votes ?? {}).length === 0) return undefined
  const minutes = Math.ceil(early / MINUTE_MS)
  return {
    check: 'TM1',
    severity: 'high',
    stake,
    message: {
      id: `Suara masuk ${minutes} menit sebelum pemungutan suara ditutup. Periksa dulu jam dan TPS-nya.`,
      en: `Votes arrived ${minutes} minutes before the polls closed. Check the clock and the TPS first.`,
    },
  }
}

export const TIMES: Explanations = {
  TM1: {
    next: {
      id: 'Periksa jam dan kode TPS dahulu, lalu tanyakan kepada pelapor; lokasi khusus boleh tutup lebih awal.',
      en: 'Check the clock and the TPS code first, then ask the reporter; special locations may close early.',
    },
  },
}
