import { z } from 'zod'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import { mayReadMetrics } from '../metrics-reader.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'

const alive = route({
  method: 'get',
  path: '/healthz',
  summary: 'The process answers',
  access: { kind: 'public' },
  answers: { 200: z.strictObject({ ok: z.literal(true) }) },
  handle: () => answer(200, { ok: true }),
})

const ready = route({
  method: 'get',
  path: '/readyz',
  summary: 'The rooms are folded and take forms, else 503 with the reason; `election` is false until one is loaded',
  access: { kind: 'public' },
  answers: { 200: z.strictObject({ ok: z.literal(true), election: z.boolean() }) },
  handle({ services }) {
    const refusal = services.notReady()
    return refusal ? err(refusal) : answer(200, { ok: true, election: services.rooms() !== undefined })
  },
})

const NOT_FOR_YOU = refuse('unauthenticated', 'ask from the machine of the server, or send KAMAR_METRICS_TOKEN as bearer token')

const metrics = route({
  method: 'get',
  path: '/metrics',
  summary: 'Counters of this process in Prometheus text; from this machine, or with KAMAR_METRICS_TOKEN as bearer token',
  access: { kind: 'public' },
  answers: { 200: 'text' },
  async handle({ request, services: { metrics: read, config } }) {
    if (!mayReadMetrics(request, config.metricsToken)) return err(NOT_FOR_YOU)
    return ok({ status: 200, text: await read.text(), headers: { 'Content-Type': read.contentType } })
  },
})

export const operationRoutes = [alive, ready, metrics]
