import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { localQueries } from '../../db/queries.ts'
import { peopleStore } from '../../db/people-store.ts'
import * as tables from '../../db/schema.people.ts'
import { withoutBoundValues } from '../../server/log.ts'

describe('[HX3] an error of the database is logged without the values of the statement', () => {
  /** A read that fails, as one of a damaged file does. */
  const failure = async (): Promise<Error> => {
    const people = peopleStore(localQueries(new Database(':memory:')), tables)
    return people.accountByName('Siti Rahasia').then(
      () => expect.fail('there is no such table'),
      (error: Error) => error,
    )
  }
  test('the wrapper repeats them, what is logged does not', async () => {
    const error = await failure()
    expect(error.message).toContain('Siti Rahasia')
    const logged = withoutBoundValues(error)
    expect(String(logged)).toContain('no such table')
    expect(`${String(logged)} ${(logged as Error).stack}`).not.toContain('Rahasia')
  })
  test('also when it was wrapped once more', async () => {
    const logged = withoutBoundValues(new Error('a request broke', { cause: await failure() }))
    expect(`${String(logged)} ${(logged as Error).stack}`).not.toContain('Rahasia')
  })
  test('anything else stays as it is', () => {
    const error = new Error('assertion failed', { cause: new Error('why') })
    expect(withoutBoundValues(error)).toBe(error)
    expect(withoutBoundValues('text')).toBe('text')
  })
})
