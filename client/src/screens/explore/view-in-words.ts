import { exploreWords } from '../../words/explore.ts'
import type { ExploreView } from './explore-view.ts'
import type { Column } from './table-columns.ts'
import { isDown, keyOf } from './table-sort.ts'

/** What a table shows and how it is sorted, line by line, for whoever meets it as a file or on paper. */
export function viewInWords(
  view: Pick<ExploreView, 'states' | 'severities' | 'silent' | 'sort'>,
  { caption, columns }: { readonly caption: string; readonly columns: readonly Column[] },
): string[] {
  const { filter, states, severities, order } = exploreWords
  const line = (label: string, values: readonly string[]): string[] => (values.length > 0 ? [`${label}: ${values.join(', ')}`] : [])
  const column = columns.find(({ sort }) => sort === keyOf(view.sort))
  return [
    caption,
    ...line(
      filter.states,
      view.states.map((one) => states[one]),
    ),
    ...line(
      filter.findings,
      view.severities.map((one) => severities[one]),
    ),
    ...line(filter.silent, view.silent === undefined ? [] : [filter.silentValue(String(view.silent / 60))]),
    ...line(order.by, column ? [`${column.label}, ${isDown(view.sort) ? order.down : order.up}`] : []),
  ]
}
