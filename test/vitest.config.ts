import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
export default defineConfig({
  root,
  test: {
    reporters: ['default', './test/helpers/closing-line.ts'],
    projects: [{ root, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' } }],
  },
})
