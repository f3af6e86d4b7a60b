import { Buffer } from 'node:buffer'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { CannotRead, LIMITS } from './limits.ts'

/**
 * Unpacks everything once and keeps nothing, so that what is read afterwards is as large as it says: sizes in a zip are its sender's
 * word, and entries may lie on top of each other. Throws `CannotRead`.
 */
export async function guardZip(bytes: Buffer): Promise<void> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }).catch(() => undefined)
  if (!zip) throw new CannotRead('not-a-workbook')
  if (zip.entryCount > LIMITS.zipEntries) throw new CannotRead('bomb')
  const most = Math.min(LIMITS.unpackedBytes, Math.max(bytes.byteLength * LIMITS.ratio, 1024 * 1024))
  let unpacked = 0
  try {
    for (const entry of await entriesOf(zip)) {
      if (entry.isEncrypted()) throw new CannotRead('encrypted')
      unpacked += await sizeOf(zip, entry, most - unpacked)
    }
  } catch (error) {
    throw error instanceof CannotRead ? error : new CannotRead('not-a-workbook')
  } finally {
    zip.close()
  }
}

const entriesOf = (zip: ZipFile): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', reject)
    zip.readEntry()
  })

async function sizeOf(zip: ZipFile, entry: Entry, most: number): Promise<number> {
  if (entry.uncompressedSize > most) throw new CannotRead('bomb')
  let size = 0
  const counted = COUNTED.map((one) => ({ ...one, times: 0 }))
  const stream = await zip.openReadStreamPromise(entry)
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.byteLength
    if (size > most) throw new CannotRead('bomb')
    for (const one of counted) {
      one.times += timesIn(part, one.tag)
      if (one.times > one.most) throw new CannotRead(one.why)
    }
  }
  return size
}

/** Known before a parser builds anything of it. Blind to tags with a prefix and to the few cut in two: the parser's own bounds stand behind. */
const COUNTED = [
  { tag: Buffer.from('<row'), most: LIMITS.rowsPerSheet, why: 'too-many-rows' },
  { tag: Buffer.from('<c '), most: LIMITS.cells, why: 'too-many-cells' },
] as const

function timesIn(bytes: Buffer, tag: Buffer): number {
  let times = 0
  for (let at = bytes.indexOf(tag); at >= 0; at = bytes.indexOf(tag, at + tag.length)) times++
  return times
}
