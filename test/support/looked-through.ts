import { createHash } from 'node:crypto'
import type { WorkbookMapping } from '../../shared/workbook.ts'
import { contestOf } from '../../shared/room-rules.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import type { ReadFile } from '../../server/workbook/cells.ts'
import { readCsvFile } from '../../server/workbook/read-csv.ts'
import { readXlsFile } from '../../server/workbook/read-xls.ts'
import { readXlsxFile } from '../../server/workbook/read-xlsx.ts'
import { type Prepared, prepare } from '../../server/workbook/prepare.ts'
import { ANI } from './facts.ts'

type Asked = {
  readonly region: string
  readonly contest?: string
  readonly by?: string
  readonly sees?: boolean
  readonly told?: WorkbookMapping
}

/** A file as the server looks it through, without a server: read in this thread, compared with the rooms as they stand. */
export async function lookedThrough(
  rooms: CountRooms,
  bytes: Uint8Array,
  asked: Asked,
): Promise<Prepared & { readonly fingerprint: string }> {
  const { region, contest: code = region.slice(0, 4), by = ANI, sees = true, told } = asked
  const room = rooms.room(region.slice(0, 4) as never)
  const contest = room && contestOf(room.state, code)
  if (!room || !contest) throw new Error(`no contest ${code} in ${region}`)
  return prepare({
    file: await fileOf(Buffer.from(bytes)),
    digest: createHash('sha256').update(bytes).digest('hex'),
    election: rooms.election,
    room,
    contest,
    region,
    by,
    sees,
    mayReport: () => true,
    remembered: () => Promise.resolve(undefined),
    ...(told ? { told } : {}),
  })
}

async function fileOf(bytes: Buffer): Promise<ReadFile> {
  if (bytes.subarray(0, 2).toString() === 'PK') return readXlsxFile(bytes)
  return bytes[0] === 0xd0 ? readXlsFile(bytes) : readCsvFile(bytes)
}

/** Enters the ticked rows as the server does. */
export async function entered(rooms: CountRooms, { preview, reports }: Prepared, by: string = ANI): Promise<string[]> {
  const outcomes: string[] = []
  for (const { form, ticked } of preview.rows) {
    const report = ticked && form !== undefined ? reports.get(form) : undefined
    if (!report) continue
    const answer = await rooms.submit({ kind: 'report', body: report.body }, by)
    outcomes.push(answer.ok ? (answer.value.repeated ? 'repeated' : 'new') : answer.error.code)
  }
  return outcomes
}
