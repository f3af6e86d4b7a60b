import { CannotRun } from './cannot-run.ts'

/** A data folder is copied as files; a PostgreSQL server has its own tools for it, which see one moment of the whole database. */
export function sqliteOnly(command: 'backup' | 'restore'): void {
  if (!/^postgres(ql)?:/.test(process.env['KAMAR_DATABASE'] ?? '')) return
  const tool = command === 'backup' ? 'pg_dump --format=custom' : 'pg_restore'
  throw new CannotRun(
    `${command} is for data folders; with KAMAR_DATABASE=postgres://... use ${tool}, then kamar-hitung verify; kamar-hitung copy makes a data folder of a database and back`,
  )
}
