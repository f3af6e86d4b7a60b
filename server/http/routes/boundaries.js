import { z } from 'zod'
import { regencyOutline } from '../../election/outline.js'
import { err, ok } from '../../../shared/result.js'
import { refuse } from '../../../shared/refusal.js'
import { route } from '../route.js'
import { NO_ELECTION } from './no-election.js'
const Query = z.strictObject({ level: z.enum(['province', 'regency', 'district', 'village']).default('regency') })
const boundaries = route({
  method: 'get',
  path: '/api/boundaries',
  summary: 'GeoJSON with `code` and `name`: the boundaries that were loaded, else the built-in outline of the regencies',
  access: { kind: 'action', action: 'register:read', scoped: 'not at all' },
  query: Query,
  answers: { 200: z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) }) },
  async handle({ query: { level }, services }) {
    const election = services.rooms()?.election
    if (!election) return err(NO_ELECTION)
    const text = (await services.store.elections.boundaries(level)) ?? (level === 'regency' ? regencyOutline(election) : undefined)
    if (text === undefined) return err(refuse('not-found', `no boundaries of that level are loaded (${level})`))
    return ok({
      status: 200,
      text,
      headers: { 'Content-Type': 'application/geo+json; charset=utf-8', 'Cache-Control': 'private, max-age=300' },
    })
  },
})
export const boundaryRoutes = [boundaries]
