import { dataFolder } from '../../db/data-folder.ts'
import { lockFolder } from '../../db/folder-lock.ts'

/** A process of its own that locks the folder it is given, says what came of it, and stays until it is killed. */
const answer = lockFolder(dataFolder(process.argv[2] ?? ''), new Date('2020-12-09T06:00:00.000Z'))
process.stdout.write(`${JSON.stringify(answer.ok ? { ok: true } : answer)}\n`)
setInterval(() => undefined, 60_000)
