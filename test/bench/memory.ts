import { usageOf } from './child.ts'
import type { Line } from './figures.ts'
import { benchForms, load } from './intake.ts'
import { prepareFolder, removeFolder, startServer } from '../support/real-server.ts'

/** Resident memory of a restarted server: with an empty election, and with one form for each of its TPS. */
export async function memory(): Promise<Line[]> {
  const section = 'Memory'
  const { folder, token } = prepareFolder()
  const empty = await startServer(folder, token)
  const rssEmpty = usageOf(empty.pid).rssMb
  const forms = benchForms()
  let sent = 0
  while (sent < forms.length) {
    const answer = await load(empty, {
      stream: `D${sent === 0 ? '' : 'X'}`,
      forms: forms.slice(sent),
      connections: 64,
      seconds: 2,
      perSecond: 0,
    })
    sent += Math.max(1, answer.acknowledged.length)
  }
  await empty.stop()
  const full = await startServer(folder, token)
  const rssFull = usageOf(full.pid).rssMb
  await full.stop()
  removeFolder(folder)
  return [
    { section, what: 'server, election loaded, no form', value: rssEmpty, unit: 'MB' },
    { section, what: `server after a restart, ${sent} forms`, value: rssFull, unit: 'MB' },
    { section, what: 'per 10,000 reported TPS', value: ((rssFull - rssEmpty) / sent) * 10_000, unit: 'MB' },
  ]
}
