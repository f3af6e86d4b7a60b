import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const patient = { testTimeout: 60_000, hookTimeout: 120_000 }
/** Whole-server tests that look at no file: the project `postgres` runs them once more, on a database, where there can be one. */
const hasPostgres = process.env['TEST_PG_URL'] !== undefined || (process.platform === 'linux' && process.arch === 'x64')
const onBoth = ['contract', 'feed', 'http-forms', 'http-reading', 'http-session', 'http-set-up'].map(
  (name) => `test/integration/${name}.test.ts`,
)
export default defineConfig({
  root,
  test: {
    reporters: ['default', './test/helpers/closing-line.ts'],
    projects: [
      { root, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000 } },
      { root, test: { name: 'sim', include: ['test/sim/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } },
      { root, test: { name: 'integration', include: ['test/integration/**/*.test.ts'], environment: 'node', ...patient } },
      {
        root,
        test: {
          name: 'postgres',
          include: ['test/postgres/**/*.test.ts', ...(hasPostgres ? onBoth : [])],
          environment: 'node',
          globalSetup: ['test/helpers/postgres.ts'],
          ...patient,
        },
      },
      { root, plugins: [vue()], test: { name: 'component', include: ['test/component/**/*.test.ts'], environment: 'happy-dom' } },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/helpers/ensure-built.ts', 'test/helpers/browser.ts'],
          fileParallelism: false,
          ...patient,
        },
      },
    ],
  },
})
