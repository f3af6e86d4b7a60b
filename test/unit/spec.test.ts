import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const idsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1])

test('[SP1] every rule of SPEC.md stands in a test title, and every id in a test title stands in SPEC.md', () => {
  const ruled = idsIn(readFileSync(join(root, 'shared/SPEC.md'), 'utf8'), /^- \*\*([A-Z]{2}\d+)\*\*/gm)
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.test\.ts$|-contract\.ts$/.test(file),
  )
  const tested = files.flatMap((file) => idsIn(readFileSync(join(root, 'test', file), 'utf8'), /['"`]\[([A-Z]{2}\d+)\]/g))
  expect(new Set(ruled).size).toBe(ruled.length)
  expect([...new Set(tested)].toSorted()).toEqual(ruled.toSorted())
})
