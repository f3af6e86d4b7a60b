import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/canonical-json.ts'

describe('[LG1] one value has exactly one canonical text', () => {
  test('keys are sorted by UTF-16 code unit and absent members leave no trace', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], c: undefined })).toBe('{"a":[true,null,"x"],"b":1}')
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\ufb33': 5 })).toBe(
      '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
    )
  })
  test('numbers are printed as ECMAScript prints them (RFC 8785 section 3.2.2.3)', () => {
    expect(canonicalJson([1e21, 1e-7, -0, 0.025, 4.5])).toBe('[1e+21,1e-7,0,0.025,4.5]')
  })
  test('whatever the order of the keys, the text is the same and parses back to the same value', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('\u0000') && s !== '__proto__')
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean())), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual({ ...value })
      }),
    )
  })
  test.each([
    ['a lone surrogate', '\ud800'],
    ['U+0000', 'a\u0000'],
    ['infinity', Infinity],
    ['a function', () => 1],
  ])('%s has none', (_name, value) => {
    expect(() => canonicalJson([value])).toThrow(/canonical form/)
  })
})
