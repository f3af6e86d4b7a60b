import { useRouter } from 'vue-router'
import { pagesFor } from '../pages.ts'
import { useSession } from '../stores/session.ts'
import { keysWords } from '../words/keys.ts'
import { pageWords } from '../words/pages.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The keys of every page: `g` and a letter to another page, `/` to the search field where there is one (`input type="search"`). */
export function usePageKeys(): void {
  const router = useRouter()
  const session = useSession()
  const searchField = (): HTMLInputElement | null => document.querySelector('main input[type=search]')
  const search = (): void => {
    searchField()?.focus()
    searchField()?.select()
  }
  useShortcuts(
    () => [
      { keys: '/', label: () => keysWords.search, run: search, when: () => searchField() !== null },
      ...pagesFor(session.grants).map(({ name, path, key }) => ({
        keys: `g ${key}`,
        label: () => keysWords.goTo(pageWords.pages[name]),
        run: () => void router.push(path),
      })),
    ],
    'everywhere',
  )
}
