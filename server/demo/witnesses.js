// The simulated witnesses, in a process of their own: they know the server's address and their tokens, nothing else, and send what is due.
import { z } from 'zod'
import { planNight } from './night.js'
const AT_ONCE = 24
const RETRY_MS = 2000
const Register = z.object({
  contests: z.array(z.any()),
  notVoting: z.array(z.string()),
  election: z.object({ ballotReserve: z.number(), province: z.string() }),
})
const Stations = z.object({ rows: z.array(z.object({ tps: z.string(), dpt: z.number().optional(), signal: z.boolean().optional() })) })
async function fetchRegister(task) {
  const authorization = `Bearer ${Object.values(task.tokens)[0]}`
  const get = async (path) => (await fetch(`${task.url}${path}`, { headers: { authorization } })).json()
  const register = Register.parse(await get('/api/register'))
  const { rows } = Stations.parse(await get(`/api/register/tps?region=${register.election.province}`))
  return {
    contests: register.contests,
    notVoting: register.notVoting,
    ballotReserve: register.election.ballotReserve,
    tps: rows,
  }
}
/** One form, until it is acknowledged or refused for good: the same id every time, so a lost answer costs nothing. */
async function deliver(task, due) {
  const { hours: _hours, author, ...form } = due
  for (;;) {
    const response = await fetch(`${task.url}/api/forms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${task.tokens[author]}`, 'content-type': 'application/json' },
      body: JSON.stringify(form),
    }).catch(() => undefined)
    if (response && response.status !== 429 && response.status < 500) {
      await response.arrayBuffer()
      return response.ok
    }
    await new Promise((resolve) => setTimeout(resolve, Number(response?.headers.get('retry-after') ?? 0) * 1000 || RETRY_MS))
  }
}
async function runNight(task) {
  const started = performance.now()
  const night = planNight(await fetchRegister(task), task.seed)
  const counts = { sent: 0, refused: 0, running: 0 }
  let next = 0
  const hoursNow = () => (task.nowMs + (performance.now() - started) * task.speed - task.pollsCloseMs) / 3_600_000
  const timer = setInterval(() => {
    const hours = hoursNow()
    while (next < night.length && night[next].hours <= hours && counts.running < AT_ONCE) {
      counts.running++
      void deliver(task, night[next++]).then((accepted) => {
        counts.running--
        counts[accepted ? 'sent' : 'refused']++
      })
    }
    if (next === night.length && counts.running === 0) clearInterval(timer)
  }, 20)
  const report = setInterval(() => {
    process.send?.({ sent: counts.sent, refused: counts.refused, waiting: counts.running, total: night.length })
  }, 5000)
  report.unref()
}
process.on('message', (task) => void runNight(task))
process.on('disconnect', () => process.exit(0)) // the demo has ended, however it ended
