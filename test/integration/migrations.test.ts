import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { aFolder } from '../support/data-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test.each([
  ['sqlite', 'sqlite', 'db/schema.sqlite.ts'],
  ['people', 'sqlite', 'db/schema.people.ts'],
  ['postgres', 'postgresql', 'db/schema.postgres.ts'],
])('[LG17] the migrations of %s make exactly the schema: generating again makes nothing new', (name, dialect, schema) => {
  const folder = aFolder()
  cpSync(join(root, 'db/migrations', name), folder, { recursive: true })
  const files = () => new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  const before = files()
  // The generator reads an absolute path as one below the working directory.
  const kit = join(root, 'node_modules/drizzle-kit/bin.cjs')
  const made = spawnSync(process.execPath, [kit, 'generate', '--dialect', dialect, '--schema', schema, '--out', relative(root, folder)], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(made.stdout).toContain('No schema changes')
  expect(files()).toEqual(before)
})
