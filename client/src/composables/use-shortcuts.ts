import { onScopeDispose, ref, shallowReactive, toValue, type MaybeRefOrGetter } from 'vue'

export type Shortcut = {
  /** One key as browsers name it (`j`, `/`, ` `, `Escape`), or two one after the other (`g h`). `g` alone is taken: it begins a pair. */
  readonly keys: string
  /** What it does, asked anew each time, so that it follows the language. */
  readonly label: () => string
  readonly run: () => void
  /** False = not now; it is then neither obeyed nor listed. */
  readonly when?: () => boolean
}
export type ShortcutPlace = 'here' | 'everywhere'
type Registered = { readonly place: ShortcutPlace; readonly list: MaybeRefOrGetter<readonly Shortcut[]> }

const registered = shallowReactive(new Set<Registered>())
/** The overlay that lists them is open. */
export const shortcutsShown = ref(false)

/** Gives a screen its keys for as long as it lives; of two for the same key the later one wins. They never act while somebody types. */
export function useShortcuts(list: MaybeRefOrGetter<readonly Shortcut[]>, place: ShortcutPlace = 'here'): void {
  const mine: Registered = { place, list }
  if (registered.size === 0) addEventListener('keydown', onKey)
  registered.add(mine)
  onScopeDispose(() => {
    registered.delete(mine)
    if (registered.size === 0) removeEventListener('keydown', onKey)
  })
}

/** What the keys do now, in the order they were given. */
export const shortcutsOf = (place: ShortcutPlace): Shortcut[] =>
  [...registered].filter((one) => one.place === place).flatMap(({ list }) => toValue(list).filter(({ when }) => when?.() ?? true))

const SECOND_KEY_MS = 1_500
let first: { readonly key: string; readonly at: number } | undefined

function onKey(event: KeyboardEvent): void {
  const before = first && event.timeStamp - first.at < SECOND_KEY_MS ? first.key : undefined
  first = undefined
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (isTheirs(event.target, event.key) || document.querySelector('dialog[open]')) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const known = [...shortcutsOf('everywhere'), ...shortcutsOf('here')]
  const found = known.findLast(({ keys }) => keys === `${before} ${key}`) ?? known.findLast(({ keys }) => keys === key)
  if (found) {
    event.preventDefault()
    found.run()
  } else if (known.some(({ keys }) => keys.startsWith(`${key} `))) first = { key, at: event.timeStamp }
}

const OF_CONTROLS = /^( |Enter|Arrow.*|Home|End|Page.*)$/
/** Typed letters belong to the field; space, Enter and arrows to whatever control has the focus. */
function isTheirs(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=file])'))
    return true
  return OF_CONTROLS.test(key) && target.closest('a, button, input, summary, [role=slider]') !== null
}
