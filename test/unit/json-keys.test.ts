import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyTwice } from '../../server/json-keys.ts'

const twiceIn = (text: string): string | undefined => keyTwice(text, JSON.parse(text))

describe('[HX1] a key that stands twice is refused by its path, for nobody can say which of the two was meant', () => {
  test.each([
    ['{"id":1,"id":1}', 'id'],
    ['{"tps":"1","figures":{"votes":{"1":3,"2":4,"1":9}}}', 'figures.votes.1'],
    ['{"forms":[{"id":1},{"id":2,"tps":"a", "tps" : "b"}]}', 'forms.1.tps'],
    ['{"id":1,"\\u0069d":2}', 'id'],
    ['{"a":{},"a":[]}', 'a'],
    ['[[{"x":1}],{"__proto__":1,"__proto__":2}]', '1.__proto__'],
    ['{"":1,"":2}', ''],
  ])('%s', (text, path) => {
    expect(twiceIn(text)).toBe(path)
  })
  test.each([
    '{"id":1,"figures":{"id":2}}',
    '[{"id":1},{"id":2}]',
    '{"note":"\\"id\\":1,\\"id\\":2"}',
    '{"a":"x\\\\","b":":"}',
    '":"',
    '{}',
    'null',
    `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  ])('%s holds none', (text) => {
    expect(twiceIn(text)).toBeUndefined()
  })
  test('what a serialiser wrote never holds one', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(twiceIn(JSON.stringify(JSON.parse(text), null, 1))).toBeUndefined()
      }),
    )
  })
})
