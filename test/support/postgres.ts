import pg from 'pg'
import { afterAll } from 'vitest'

let made = 0
/** An empty database on that server, which goes with the test file. */
export async function aDatabase(server: string): Promise<string> {
  const name = `kamar_${process.pid}_${(made += 1)}`
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
/** Call it once, outside of tests: what `aDatabase` made is dropped at the end, whoever is still connected. */
export const dropsDatabases = (server: string): void =>
  afterAll(async () => {
    for (let n = 1; n <= made; n++) await onServer(server, `DROP DATABASE IF EXISTS kamar_${process.pid}_${n} WITH (FORCE)`)
  })

/** The same database, empty again: much quicker than a new one. */
export async function emptied(url: string): Promise<string> {
  await onServer(url, 'DROP SCHEMA IF EXISTS kamar, people, drizzle CASCADE')
  return url
}

/** One statement as any other program would send it. */
export async function onServer(url: string, sql: string, values: unknown[] = []): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}
