import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { VERSION } from './version.ts'

/** What is asked of others when somebody reads the metrics. */
export type Gauges = {
  readonly sockets: () => number
  readonly droppedSlow: () => number
  readonly ready: () => boolean
  readonly photosWaiting: () => { readonly photos: number; readonly oldestS: number }
  /** Epoch ms of the newest backup; undefined = none that is known of. */
  readonly lastBackupMs: () => number | undefined
}
export type FormOutcome = 'new' | 'repeated' | 'parked'

/** Counters a coordinator's dashboard reads at `/metrics`: no figure of the count, no person, no credential. */
export interface Metrics {
  /** A form is being decided; the returned function tells that it is answered. */
  formTaken(): () => void
  formAccepted(outcome: FormOutcome): void
  /** `code` is the refusal's. */
  formRefused(code: string): void
  batchWritten(entries: number): void
  appended: (seconds: number) => void
  appendFailed: (kind: string) => void
  watch(gauges: Gauges): void
  /** Prometheus text. */
  text(): Promise<string>
  readonly contentType: string
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'kamar_hitung_' })
  const registers = [registry]
  const named = (name: string, help: string) => ({ name: `kamar_hitung_${name}`, help, registers })
  const forms = formCounters(named)
  const batches = new Histogram({
    ...named('ledger_batch_entries', 'Entries of one room made durable together'),
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  })
  const appends = new Histogram({
    ...named('ledger_append_seconds', 'From handing a batch to the ledger until it is on disk or refused'),
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
  })
  const failures = new Counter({ ...named('ledger_append_failures_total', 'Batches the ledger did not take'), labelNames: ['kind'] })
  const told = gaugesOf(named)
  new Gauge({ ...named('build_info', 'Version of the program'), labelNames: ['version'] }).set({ version: VERSION }, 1)
  let gauges: Gauges | undefined
  return {
    ...forms,
    batchWritten: (entries) => batches.observe(entries),
    appended: (seconds) => appends.observe(seconds),
    appendFailed: (kind) => failures.inc({ kind }),
    watch: (given) => void (gauges = given),
    text: () => {
      if (gauges) told(gauges)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

type Named = (name: string, help: string) => { name: string; help: string; registers: Registry[] }

function formCounters(named: Named): Pick<Metrics, 'formTaken' | 'formAccepted' | 'formRefused'> {
  const accepted = new Counter(named('forms_accepted_total', 'Forms that were answered with a receipt'))
  const refused = new Counter({ ...named('forms_refused_total', 'Forms refused, by code'), labelNames: ['code'] })
  const outcomes = new Counter({
    ...named('forms_total', 'Forms by outcome: new, repeated, parked, refused'),
    labelNames: ['outcome'],
  })
  const waiting = new Gauge(named('forms_waiting', 'Forms that are read and not yet answered: the queue before the ledger'))
  return {
    formTaken() {
      waiting.inc()
      return () => waiting.dec()
    },
    formAccepted(outcome) {
      accepted.inc()
      outcomes.inc({ outcome })
    },
    formRefused(code) {
      refused.inc({ code })
      outcomes.inc({ outcome: 'refused' })
    },
  }
}

function gaugesOf(named: Named): (gauges: Gauges) => void {
  const sockets = new Gauge(named('sockets', 'Open sockets'))
  const dropped = new Gauge(named('sockets_dropped_slow', 'Sockets let go since the start because they did not take what they were sent'))
  const ready = new Gauge(named('ready', '1 when /readyz says so'))
  const photos = new Gauge(named('photos_waiting', 'Photos that are stored and not yet looked at'))
  const oldest = new Gauge(named('photos_waiting_oldest_seconds', 'How long the oldest of them waits'))
  const backup = new Gauge(named('last_backup_timestamp_seconds', 'When the newest backup was begun that was found whole; 0 = none yet'))
  return (gauges) => {
    sockets.set(gauges.sockets())
    dropped.set(gauges.droppedSlow())
    ready.set(gauges.ready() ? 1 : 0)
    const lag = gauges.photosWaiting()
    photos.set(lag.photos)
    oldest.set(lag.oldestS)
    backup.set((gauges.lastBackupMs() ?? 0) / 1000)
  }
}
