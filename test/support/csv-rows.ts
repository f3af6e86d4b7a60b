import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** Rows of a CSV file by column name; empty cells are empty strings. */
export const csvRows = (file: URL): Readonly<Record<string, string>>[] => parse(readFileSync(file), { columns: true, bom: true })
