import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A helper of the bench in its own process: gets its task as one message, answers with one message. */
export class Child<Task, Answer> {
  readonly process: ChildProcess

  constructor(file: string) {
    const path = fileURLToPath(new URL(file, import.meta.url))
    this.process = spawn(process.execPath, ['--import', 'tsx', path], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  }

  /** Sends the task and waits for the next message. */
  ask(task: Task): Promise<Answer> {
    const answer = this.next()
    this.process.send(task as object)
    return answer
  }

  next(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.process.once('message', (message) => resolve(message as Answer))
      this.process.once('exit', (code) => reject(new Error(`a bench process ended with ${code}`)))
    })
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
  }
}

export type Usage = { readonly cpuMs: number; readonly rssMb: number }
/** CPU time and resident memory of a process as Linux accounts them; NaN elsewhere. */
export function usageOf(pid: number): Usage {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, rssMb: (pages * 4096) / 2 ** 20 }
  } catch {
    return { cpuMs: NaN, rssMb: NaN }
  }
}

/** Milliseconds that mean the same in every process of this machine. */
export const now = (): number => performance.timeOrigin + performance.now()
