import { z } from 'zod'
import { ok } from '../../../shared/result.js'
import { answer } from '../reply.js'
import { route } from '../route.js'
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
  summary: 'The rooms are folded and take forms; `election` is false until one is loaded',
  access: { kind: 'public' },
  answers: { 200: z.strictObject({ ok: z.literal(true), election: z.boolean() }) },
  handle: ({ services }) => answer(200, { ok: true, election: services.rooms() !== undefined }),
})
const metrics = route({
  method: 'get',
  path: '/metrics',
  summary: 'Counters of this process in Prometheus text',
  access: { kind: 'public' },
  answers: { 200: 'text' },
  handle: async ({ services }) =>
    ok({ status: 200, text: await services.metrics.text(), headers: { 'Content-Type': services.metrics.contentType } }),
})
export const operationRoutes = [alive, ready, metrics]
