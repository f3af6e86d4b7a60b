import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
export function makeMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'kamar_hitung_' })
  const registers = [registry]
  const accepted = new Counter({ name: 'kamar_hitung_forms_accepted_total', help: 'Forms that were answered with a receipt', registers })
  const refused = new Counter({ name: 'kamar_hitung_forms_refused_total', help: 'Forms refused, by code', labelNames: ['code'], registers })
  const buckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
  const batches = new Histogram({
    name: 'kamar_hitung_ledger_batch_entries',
    help: 'Entries of one room made durable together',
    buckets,
    registers,
  })
  const sockets = new Gauge({ name: 'kamar_hitung_sockets', help: 'Open sockets', registers })
  let socketCount = () => 0
  return {
    formAccepted: () => accepted.inc(),
    formRefused: (code) => refused.inc({ code }),
    batchWritten: (entries) => batches.observe(entries),
    countSockets: (count) => {
      socketCount = count
    },
    text: () => {
      sockets.set(socketCount())
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
