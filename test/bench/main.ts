// npm run bench [-- --quick] [--only intake,visible,start,memory,explore,moments,databases] [--json FILE]: figures beside the limit measured in the same run; never a timed test.
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { printTable, type Line } from './figures.ts'
import { intake } from './intake.ts'
import { databases } from './databases.ts'
import { memory } from './memory.ts'
import { coldStart } from './cold-start.ts'
import { explore } from './explore.ts'
import { moments } from './moments.ts'
import { visible } from './visible.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'string' } },
})
const [seconds, screens] = values.quick ? [5, [0, 200]] : [15, [0, 200, 1000]]
const sections: Record<string, () => Promise<Line[]>> = {
  intake: async () => (await inTurn(screens.map((count) => () => intake(seconds, count)))).flat(),
  visible: async () => (await inTurn(screens.map((count) => () => visible(seconds, count)))).flat(),
  start: async () => (await inTurn((values.quick ? [100_000] : [100_000, 1_000_000]).map((facts) => () => coldStart(facts)))).flat(),
  memory: () => memory(),
  explore: () => explore(),
  moments: () => moments(values.quick ? 20_000 : 100_000),
  databases: () => databases(seconds, 100_000),
}

async function inTurn<T>(steps: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  for (const step of steps) results.push(await step())
  return results
}

const chosen = values.only?.split(',') ?? Object.keys(sections)
const unknown = chosen.filter((name) => !(name in sections))
if (unknown.length > 0) {
  console.error(`no such section: ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`)
  process.exit(2)
}
const machine = { cpu: cpus()[0]?.model ?? '?', cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version }
console.log(`${machine.cores} x ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}`)
const lines = (await inTurn(chosen.map((name) => sections[name]!))).flat()
printTable(lines)
if (values.json) writeFileSync(values.json, JSON.stringify({ at: new Date().toISOString(), machine, lines }, undefined, 2))
