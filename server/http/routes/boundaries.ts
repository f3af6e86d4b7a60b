import { z } from 'zod'
import type { Election } from '../../../shared/election.ts'
import type { Level } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import { regencyOutline } from '../../election/outline.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { NO_ELECTION } from './no-election.ts'

const Query = z.strictObject({ level: z.enum(['province', 'regency', 'district', 'village']).default('regency') })

const boundaries = route<undefined, z.infer<typeof Query>>({
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

/** Levels that the request above answers, so that nobody has to ask in vain. */
export async function drawnLevels(election: Election, store: Services['store']): Promise<Level[]> {
  const loaded = await store.elections.drawn()
  const isOutlined = !loaded.includes('regency') && regencyOutline(election) !== undefined
  return [...loaded, ...(isOutlined ? (['regency'] as const) : [])].toSorted()
}

export const boundaryRoutes = [boundaries]
