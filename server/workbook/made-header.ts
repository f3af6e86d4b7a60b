import type { WorkbookField } from '../../shared/workbook.ts'
import { columnKeys } from './column-keys.ts'
import type { MadeMeta } from './made-meta.ts'

/** What these titles hold, if they are the ones this workbook was made with; others may have been put in between. */
export function madeHeader({ columns }: Pick<MadeMeta, 'columns'>, titles: readonly string[]): Map<string, WorkbookField> | undefined {
  const fields = new Map<string, WorkbookField>()
  columnKeys({ titles: columns.map(({ title }) => title) }).forEach((key, i) => fields.set(key, columns[i]?.field ?? 'ignore'))
  const there = new Set(columnKeys({ titles }))
  return [...fields.keys()].every((key) => there.has(key)) ? fields : undefined
}
