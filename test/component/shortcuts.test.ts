import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { createPinia } from 'pinia'
import KeysDialog from '../../client/src/components/KeysDialog.vue'
import { shortcutsOf, shortcutsShown, useShortcuts, type Shortcut } from '../../client/src/composables/use-shortcuts.ts'
import { language } from '../../client/src/language.ts'

enableAutoUnmount(afterEach)
afterEach(() => {
  language.value = 'id'
  shortcutsShown.value = false
})

const done: string[] = []
const key = (keys: string, more: Partial<Shortcut> = {}): Shortcut => ({
  keys,
  label: () => keys,
  run: () => void done.push(keys),
  ...more,
})
const screen = (list: readonly Shortcut[]) =>
  mount(
    defineComponent({
      setup() {
        useShortcuts(list)
        return () => h('div', [h('input', { class: 'text' }), h('input', { type: 'checkbox' }), h('select'), h('button', 'b'), h('p', 'p')])
      },
    }),
    { attachTo: document.body },
  )
function press(target: Element | Window, pressed: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}
const pressed = (...keys: string[]): string[] => {
  done.length = 0
  for (const one of keys) press(document.body, one)
  return [...done]
}

describe('[KB1] keys never act on what belongs to somebody else', () => {
  test('letters to a field, space and arrows to a control, and anything with Ctrl to the browser', () => {
    const page = screen([key('j'), key(' '), key('ArrowDown'), key('/')])
    done.length = 0
    for (const field of ['.text', 'select'])
      for (const one of ['j', '/', ' ']) expect(press(page.find(field).element, one).defaultPrevented).toBe(false)
    for (const one of [' ', 'ArrowDown']) press(page.find('button').element, one)
    press(page.find('p').element, 'j', { ctrlKey: true })
    press(page.find('p').element, 'j', { isComposing: true })
    expect(done).toEqual([])
    press(page.find('[type=checkbox]').element, 'j')
    expect(press(page.find('p').element, ' ').defaultPrevented).toBe(true)
    expect(done).toEqual(['j', ' '])
  })
})

describe('[KB2] a pair of keys is one shortcut, and the screen in front decides', () => {
  test('two keys one after the other; between them nothing else happens', () => {
    screen([key('g h'), key('g j'), key('h'), key('j')])
    expect(pressed('g', 'h', 'h', 'g', 'j', 'g', 'x', 'j')).toEqual(['g h', 'h', 'g j', 'j'])
  })
  test('of two screens the later one has the key, until it goes', () => {
    screen([key('x')])
    const front = screen([key('x', { run: () => void done.push('front') })])
    expect(pressed('x')).toEqual(['front'])
    front.unmount()
    expect(pressed('x')).toEqual(['x'])
  })
  test('one that does not hold now is neither obeyed nor listed', () => {
    const now = ref(false)
    screen([key('x', { when: () => now.value })])
    expect([pressed('x'), shortcutsOf('here')]).toEqual([[], []])
    now.value = true
    expect([pressed('x'), shortcutsOf('here').length]).toEqual([['x'], 1])
  })
})

test('[KB3] the overlay lists the keys of the screen in view, in the language on screen', async () => {
  const overlay = mount(KeysDialog, { attachTo: document.body, global: { plugins: [createPinia()] } })
  screen([key('g h', { label: () => (language.value === 'id' ? 'Buka Hasil' : 'Open Results') })])
  press(document.body, '?')
  await flushPromises()
  expect(overlay.find('dialog').attributes('open')).toBeDefined()
  expect(overlay.text()).toMatch(/Di halaman ini.*G.*lalu.*H.*Buka Hasil.*Di mana saja/s)
  language.value = 'en'
  await flushPromises()
  expect(overlay.text()).toMatch(/On this page.*Open Results.*Everywhere/s)
  expect(pressed('g', 'h'), 'behind the overlay nothing acts').toEqual([])
  await overlay.find('header button').trigger('click')
  expect(overlay.find('dialog').attributes('open')).toBeUndefined()
})
