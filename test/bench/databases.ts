import type { Place } from '../../db/place.ts'
import { anyPostgres, NO_POSTGRES } from '../helpers/postgres.ts'
import { aDatabase } from '../support/postgres.ts'
import { newFolder } from '../support/real-server.ts'
import { startOn } from './cold-start.ts'
import type { Line } from './figures.ts'
import { intakeOn } from './intake.ts'

/** Intake, acknowledgement and start-up on both databases of the same machine, one after the other; PostgreSQL as it comes, fsync on. */
export async function databases(seconds: number, facts: number): Promise<Line[]> {
  const postgres = await anyPostgres()
  if (!postgres) console.log(`\n${NO_POSTGRES.replace('its tests are skipped (they run', 'SQLite stands alone below (it runs')}`)
  try {
    const onSqlite = await figuresOn(newFolder, seconds, facts)
    const onPostgres = postgres && (await figuresOn(() => aDatabase(postgres.url), seconds, facts))
    return besides(onSqlite, onPostgres, `Both databases, no screens, ${facts.toLocaleString('en')} facts`)
  } finally {
    await postgres?.stop()
  }
}

type Figure = Pick<Line, 'what' | 'value' | 'unit'>

async function figuresOn(place: () => Place | Promise<Place>, seconds: number, facts: number): Promise<Figure[]> {
  const intake = await intakeOn(await place(), seconds, 0)
  const start = await startOn(await place(), facts)
  return [
    { what: 'durable forms', value: intake.perSecond, unit: 'forms/s' },
    { what: 'acknowledgement p50', value: intake.took.p50, unit: 'ms' },
    { what: 'acknowledgement p99', value: intake.took.p99, unit: 'ms' },
    { what: 'refused or failed', value: intake.refused, unit: 'forms' },
    { what: 'server CPU', value: intake.cpuPct, unit: '% of 1' },
    { what: 'written straight into the ledger', value: start.perSecond, unit: 'facts/s' },
    { what: 'start with an empty ledger', value: start.emptyMs, unit: 'ms' },
    { what: 'start, everything folded from the facts', value: start.fullMs, unit: 'ms' },
    { what: 'resident memory of the server', value: start.rssMb, unit: 'MB' },
  ]
}

const besides = (sqlite: readonly Figure[], postgres: readonly Figure[] | undefined, section: string): Line[] =>
  sqlite.flatMap((figure, i) => {
    const other = postgres?.[i]
    return [
      { ...figure, section, what: `${figure.what}: SQLite` },
      ...(other ? [{ ...other, section, what: `${' '.repeat(figure.what.length)}  PostgreSQL` }] : []),
    ]
  })
