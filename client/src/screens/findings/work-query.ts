import type { LocationQuery } from 'vue-router'
import { WorkList } from '../../../../shared/answers.ts'
import { Severity } from '../../../../shared/tally.ts'
import type { WorkQuery } from './use-work.ts'

/** The lists by the word that stands for them in the address: `/perlu-dicek?daftar=temuan&wilayah=6472&tingkat=high`. */
const IN_ADDRESS: Readonly<Record<WorkList, string>> = { decide: 'putuskan', parked: 'diparkir', findings: 'temuan' }
export const LISTS = WorkList.options

export function workQuery(query: LocationQuery): WorkQuery {
  const list = LISTS.find((one) => IN_ADDRESS[one] === query['daftar']) ?? (query['tingkat'] ? 'findings' : 'decide')
  const severity = list === 'findings' ? Severity.safeParse(query['tingkat']).data : undefined
  const region = typeof query['wilayah'] === 'string' && /^\d{2,13}$/.test(query['wilayah']) ? query['wilayah'] : undefined
  return { list, ...(severity ? { severity } : {}), ...(region ? { region } : {}) }
}

export const addressOf = ({ list, severity, region }: WorkQuery): Record<string, string> => ({
  daftar: IN_ADDRESS[list],
  ...(region ? { wilayah: region } : {}),
  ...(severity ? { tingkat: severity } : {}),
})
