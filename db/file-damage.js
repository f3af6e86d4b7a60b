import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
const MIGRATIONS = new URL('./migrations/sqlite/', import.meta.url)
/**
 * What is wrong with the file rather than with one entry: pages or indexes that do not agree (only this finds bytes changed
 * behind an index), and triggers that were dropped or rewritten, which is what a tamperer does first.
 */
export function damageOf(database) {
  return [...damagedPages(database), ...missingTriggers(database)]
}
function damagedPages(database) {
  try {
    const found = database.pragma('integrity_check(20)')
    return found.map((row) => row.integrity_check).filter((text) => text !== 'ok')
  } catch (error) {
    if (error instanceof Database.SqliteError) return [error.message]
    throw error
  }
}
function missingTriggers(database) {
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  const written = files.map((file) => readFileSync(fileURLToPath(new URL(file, MIGRATIONS)), 'utf8')).join('\n')
  const names = [...written.matchAll(/CREATE TRIGGER `(\w+)`/g)].map((match) => match[1] ?? '')
  const stored = database.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?").pluck()
  return names
    .filter((name) => !written.includes(stored.get(name) ?? `no ${name}`))
    .map((name) => `the trigger ${name} is missing or changed`)
}
