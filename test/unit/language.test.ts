import { afterEach, describe, expect, test } from 'vitest'
import { computed } from 'vue'
import { inLanguages, language } from '../../client/src/language.ts'

const words = inLanguages(
  { title: 'Hasil', states: { empty: 'Belum ada', of: (n: number) => `${n} dari` }, rules: ['satu', 'dua'] },
  { title: 'Results', states: { empty: 'Nothing yet', of: (n: number) => `${n} of` }, rules: ['one', 'two'] },
)

afterEach(() => (language.value = 'id'))

describe('[WD1] every text follows the language on screen', () => {
  test('also a part that was taken out before the change', () => {
    const { states } = words
    const shown = computed(() => [words.title, states.empty, states.of(3), words.rules[1]].join(' | '))
    expect(shown.value).toBe('Hasil | Belum ada | 3 dari | dua')
    language.value = 'en'
    expect(shown.value).toBe('Results | Nothing yet | 3 of | two')
    expect(Object.keys(states)).toEqual(['empty', 'of'])
    expect({ ...words.states }.empty).toBe('Nothing yet')
  })
})
