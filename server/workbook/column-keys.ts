import type { Header } from './find-header.ts'
import { plainTitle } from './guess-field.ts'

/** What a column is called in a mapping: its title in one spelling; a second one of the same title is told apart. '' = no title. */
export function columnKeys({ titles }: Pick<Header, 'titles'>): string[] {
  const seen = new Map<string, number>()
  return titles.map((title) => {
    const key = plainTitle(title).slice(0, 180)
    if (key === '') return ''
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? key : `${key} #${times}`
  })
}
