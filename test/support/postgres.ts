import pg from 'pg'

let made = 0
/** An empty database on that server; it goes when all tests are over. */
export async function aDatabase(server: string): Promise<string> {
  const name = `kamar_test_${process.pid}_${(made += 1)}`
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

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
