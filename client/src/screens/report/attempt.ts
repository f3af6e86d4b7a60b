import { canonicalJson } from '../../../../shared/canonical-json.ts'
import type { Figures } from '../../../../shared/form.ts'

/** What a person reports, before it gets an id. */
export type Report = { readonly tps: string; readonly contest: string; readonly figures: Figures }
export type SentForm = Report & { readonly id: string; readonly replaces?: string; readonly cause?: 'own-typing' }

/** What became of the last form: it may have arrived although no answer came. */
export type Attempt = { readonly form: SentForm; readonly outcome: 'unknown' | 'accepted' | 'refused' }

/**
 * The form to send. The same report again keeps its id, so that a resend is the same request. Another report for the same TPS
 * after one that arrived, or may have, is a new form that names the earlier one: only the last of them counts.
 */
export function nextForm(report: Report, last: Attempt | undefined, newId: () => string): SentForm {
  if (last === undefined || last.form.tps !== report.tps || last.form.contest !== report.contest) return { ...report, id: newId() }
  if (sameReport(report, last.form)) return last.form
  const earlier = last.outcome === 'refused' ? last.form.replaces : last.form.id
  return { ...report, id: newId(), ...(earlier ? { replaces: earlier, cause: 'own-typing' as const } : {}) }
}

const sameReport = (a: Report, { tps, contest, figures }: SentForm): boolean =>
  canonicalJson(a) === canonicalJson({ tps, contest, figures })
