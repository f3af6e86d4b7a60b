import { defineConfig } from 'drizzle-kit'
export default defineConfig({ dialect: 'sqlite', schema: './db/schema.people.ts', out: './db/migrations/people' })
