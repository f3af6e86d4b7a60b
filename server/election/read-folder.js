import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok } from '../../shared/result.js'
/** Files of an election folder; anything else in it (a README, a workbook) is not opened. */
const WANTED = /^(election\.json|tps\.csv|regions\.csv|boundaries.*\.geojson)$/i
const LARGEST_FILE = 200 * 1024 * 1024
/** The texts of an election folder on disk, by file name. A folder that cannot be read is refused, not thrown. */
export async function readElectionFolder(folder) {
  const texts = new Map()
  const errors = []
  const refuse = (file, code, message) => errors.push({ file, row: 1, column: 1, code, message })
  try {
    for (const file of (await readdir(folder)).filter((name) => WANTED.test(name)).toSorted()) {
      const path = join(folder, file)
      if ((await stat(path)).size > LARGEST_FILE) refuse(file, 'too-large', 'a file of an election folder may have 200 MB')
      else texts.set(file, await readFile(path, 'utf8'))
    }
  } catch (error) {
    refuse(folder, 'unreadable', `this folder cannot be read: ${error.code ?? String(error)}`)
  }
  return errors.length > 0 ? err(errors) : ok(texts)
}
