import { ulid } from 'ulid'
import type { Action } from '../../shared/roles.ts'

/** One request that speaks about some regions; it is allowed where a grant covers all of them, and 403 where none covers `also`. */
export type RegionRequest = {
  readonly path: string
  readonly body?: unknown
  readonly regions: readonly string[]
  readonly also?: Action
  /** Where it is allowed there is nothing by that name, so that it is answered 404 like what lies outside. */ readonly missing?: true
}

export const STATIONS = ['6472011001004', '6472012001001', '6471011001001'] as const
/** A round that is ordered empties its TPS: others than those whose findings are to be seen. */
const RE_VOTES = ['6472011001005', '6471011001002']
const [HERE, , FAR] = STATIONS
export const REGIONS = ['64', '6472', '647201', '6472011001', '6471'] as const

const contestAt = (region: string): string => (region.length < 4 ? '6472' : region.slice(0, 4))
const formAt = (tps: string) => ({
  id: ulid(),
  tps,
  contest: contestAt(tps),
  figures: { votes: tps.startsWith('6472') ? { '1': 10, '2': 5, '3': 1 } : { '1': 10, '2': 5 }, valid: 20, invalid: 1 },
})
const atStations = (request: (tps: string) => Omit<RegionRequest, 'regions'>): RegionRequest[] =>
  STATIONS.map((tps) => ({ ...request(tps), regions: [tps] }))
const atRegions = (request: (region: string) => Omit<RegionRequest, 'regions'>, regions: readonly string[] = REGIONS): RegionRequest[] =>
  regions.map((region) => ({ ...request(region), regions: [region] }))

/** Ids of what was made before, by the region or TPS it belongs to. */
export type Made = Readonly<
  Record<'form' | 'photo' | 'account' | 'token' | 'wall' | 'invitation' | 'sheet', Readonly<Record<string, string>>>
>

/** For every line of the route table that a role guards: requests that are sound, so that only permission can refuse them. */
export function permissionRequests({ form, photo, account, token, wall, invitation, sheet }: Made): Record<string, RegionRequest[]> {
  const grants = (region: string) => [{ role: 'operator', region }]
  const reason = 'untuk uji izin'
  return {
    'post /api/forms': atStations((tps) => ({ path: '/api/forms', body: formAt(tps) })),
    'post /api/forms/batch': atStations((tps) => ({ path: '/api/forms/batch', body: { forms: [formAt(tps)] } })),
    'post /api/forms/{id}/move': [
      [HERE, HERE],
      [HERE, FAR],
      [FAR, HERE],
    ].map(([from = '', to]) => ({ path: `/api/forms/${form[from]}/move`, body: { id: ulid(), to, reason }, regions: [from, to ?? ''] })),
    'post /api/tps/{tps}/settle': atStations((tps) => ({
      path: `/api/tps/${tps}/settle`,
      body: { id: ulid(), contest: contestAt(tps), figures: formAt(tps).figures, reason, seen: 9999 },
    })),
    'post /api/rounds': RE_VOTES.map((tps) => ({
      path: '/api/rounds',
      body: { id: ulid(), tps, contest: contestAt(tps), kind: 'PSU', reason },
      regions: [tps],
    })),
    'post /api/register/amend': atStations((tps) => ({
      path: '/api/register/amend',
      body: { id: ulid(), tps, change: 'dpt-corrected', dpt: 100, reason },
    })),
    'post /api/check-ins': atStations((tps) => ({ path: '/api/check-ins', body: { id: ulid(), tps } })),
    'post /api/incidents': atStations((tps) => ({
      path: '/api/incidents',
      body: { id: ulid(), tps, kind: 'other', note: 'untuk uji izin' },
    })),
    'post /api/copies': atStations((tps) => ({
      path: '/api/copies',
      body: { id: ulid(), tps, contest: contestAt(tps), copy: 'not-yet' },
    })),
    'get /api/witness': [{ path: '/api/witness', regions: [] }],
    'get /api/attendance': [
      ...atRegions((region) => ({ path: `/api/attendance?region=${region}` })),
      ...atStations((tps) => ({ path: `/api/attendance?region=${tps}` })),
    ],
    'get /api/register': [{ path: '/api/register', regions: [] }],
    'get /api/register/tps': [{ path: '/api/register/tps?region=6472', regions: [] }],
    'get /api/search': [
      { path: '/api/search?q=contoh', regions: [] },
      { path: '/api/search?q=64', regions: [] },
    ],
    'get /api/boundaries': [{ path: '/api/boundaries', regions: [] }],
    'get /api/tally': [
      ...atRegions((region) => ({ path: `/api/tally?contest=${contestAt(region)}&region=${region}&children=1` })),
      ...atStations((tps) => ({ path: `/api/tally?contest=${contestAt(tps)}&region=${tps}`, also: 'tps:read' })),
      ...atRegions(
        (region) => ({ path: `/api/tally?contest=${contestAt(region)}&region=${region}&until=2099-01-01T00:00:00Z` }),
        ['6472', '6471'],
      ),
    ],
    'get /api/moments': [
      ...atRegions((region) => ({ path: `/api/moments?contest=${contestAt(region)}&region=${region}` })),
      ...atStations((tps) => ({ path: `/api/moments?contest=${contestAt(tps)}&region=${tps}`, also: 'tps:read' })),
    ],
    'get /api/moment': atRegions((region) => ({ path: `/api/moment?region=${region}&at=2099-01-01T00:00:00Z` }), ['64', '6472', '6471']),
    'get /api/changes': [
      ...atRegions((region) => ({ path: `/api/changes?contest=${contestAt(region)}&region=${region}&since=2020-01-01T00:00:00Z` })),
      ...atStations((tps) => ({ path: `/api/changes?contest=${contestAt(tps)}&region=${tps}&since=0`, also: 'tps:read' })),
    ],
    'get /api/tps/{tps}': atStations((tps) => ({ path: `/api/tps/${tps}` })),
    'get /api/photos/{sha256}': atStations((tps) => ({ path: `/api/photos/${photo[tps]}` })),
    'get /api/photos/{sha256}/preview': atStations((tps) => ({ path: `/api/photos/${photo[tps]}/preview` })),
    'get /api/exports/tally': [
      ...atRegions((region) => ({ path: `/api/exports/tally?format=csv&contest=${contestAt(region)}&region=${region}` })),
      ...atStations((tps) => ({ path: `/api/exports/tally?format=csv&contest=${contestAt(tps)}&region=${tps}`, also: 'tps:read' })),
    ],
    'get /api/exports/tps': [
      ...atRegions((region) => ({ path: `/api/exports/tps?format=csv&contest=${contestAt(region)}&region=${region}` })),
      ...atStations((tps) => ({ path: `/api/exports/tps?format=csv&contest=${contestAt(tps)}&region=${tps}` })),
    ],
    'post /api/exports/tally': atRegions(
      (region) => ({ path: '/api/exports/tally', body: { format: 'csv', region, rows: [region] } }),
      ['6472', '6471', '647201', '6472011001'],
    ),
    'post /api/exports/tps': atStations((tps) => ({ path: '/api/exports/tps', body: { format: 'csv', region: tps, rows: [tps] } })),
    'get /api/workbooks': atRegions((region) => ({ path: `/api/workbooks?contest=${contestAt(region)}&region=${region}` })),
    'post /api/workbooks': atRegions((region) => ({
      path: `/api/workbooks?contest=${contestAt(region)}&region=${region}`,
      // Refused before it is read, but after permission.
      body: '',
    })),
    // Nobody of them sent such a file: past permission it is not there.
    'post /api/workbooks/{digest}/mapping': atRegions((region) => ({
      path: `/api/workbooks/${'0'.repeat(64)}/mapping`,
      body: { region, contest: contestAt(region), mapping: { columns: {} } },
      ...(region === '64' ? {} : { missing: true as const }),
    })),
    'post /api/workbooks/{digest}/apply': atRegions((region) => ({
      path: `/api/workbooks/${'0'.repeat(64)}/apply`,
      body: { region, contest: contestAt(region), rows: [ulid()] },
      missing: true,
    })),
    'get /api/live-addresses': [{ path: '/api/live-addresses', regions: [] }],
    'post /api/live-addresses': atRegions((region) => ({ path: '/api/live-addresses', body: { region } })),
    'delete /api/live-addresses/{id}': atRegions((region) => ({ path: `/api/live-addresses/${sheet[region]}` })),
    'get /api/live': [{ path: '/api/live?contest=6472', regions: [] }],
    'get /api/findings': [...atRegions((region) => ({ path: `/api/findings?region=${region}` })), { path: '/api/findings', regions: [] }],
    'get /api/work': (['decide', 'parked', 'findings'] as const).flatMap((list) => [
      ...atRegions((region) => ({ path: `/api/work?list=${list}&region=${region}` })),
      { path: `/api/work?list=${list}`, regions: [] },
    ]),
    'get /api/ledger/{room}': atRegions((room) => ({ path: `/api/ledger/${room}` }), ['64', '6472', '6471']),
    'get /api/accounts': [{ path: '/api/accounts', regions: [] }],
    'post /api/accounts': atRegions((region) => ({
      path: '/api/accounts',
      body: { name: `orang ${ulid()}`, password: 'kata sandi panjang', grants: grants(region) },
    })),
    'patch /api/accounts/{id}': [
      ...atRegions((region) => ({ path: `/api/accounts/${account[region]}`, body: { disabled: false } })),
      {
        path: `/api/accounts/${account['64']}`,
        body: {
          grants: [
            { role: 'operator', region: '6472' },
            { role: 'operator', region: '6471' },
          ],
        },
        // He had a grant on the whole province before: whoever does not manage that cannot cut him down either.
        regions: ['64', '6472', '6471'],
      },
    ],
    'get /api/accounts/{id}/devices': atRegions((region) => ({ path: `/api/accounts/${account[region]}/devices` })),
    'delete /api/accounts/{id}/devices': atRegions((region) => ({ path: `/api/accounts/${account[region]}/devices` })),
    // Nobody of them is signed in: past permission the device is not there.
    'delete /api/accounts/{id}/devices/{device}': atRegions((region) => ({
      path: `/api/accounts/${account[region]}/devices/${'0'.repeat(16)}`,
      missing: true,
    })),
    'get /api/invitations': [{ path: '/api/invitations', regions: [] }],
    'post /api/invitations': atRegions((region) => ({ path: '/api/invitations', body: { label: 'orang uji', grants: grants(region) } })),
    'post /api/invitations/batch': atRegions((region) => ({
      path: '/api/invitations/batch',
      body: { people: [{ label: 'orang uji', role: 'operator', region }] },
    })),
    'delete /api/invitations/{id}': atRegions((region) => ({ path: `/api/invitations/${invitation[region]}` })),
    'get /api/tokens': [{ path: '/api/tokens', regions: [] }],
    'post /api/tokens': atRegions((region) => ({ path: '/api/tokens', body: { label: 'uji', grants: grants(region) } })),
    'delete /api/tokens/{id}': atRegions((region) => ({ path: `/api/tokens/${token[region]}` })),
    'get /api/addresses': [{ path: '/api/addresses', regions: [] }],
    'get /api/wall-links': [{ path: '/api/wall-links', regions: [] }],
    'post /api/wall-links': atRegions((region) => ({ path: '/api/wall-links', body: { region } })),
    'delete /api/wall-links/{id}': atRegions((region) => ({ path: `/api/wall-links/${wall[region]}` })),
    'get /api/election': [{ path: '/api/election', regions: ['64'] }],
    'patch /api/election': [{ path: '/api/election', body: { files: [{ name: 'x.txt', text: '' }], check: true }, regions: ['64'] }],
    'get /api/election/files/{name}': [{ path: '/api/election/files/tps.csv', regions: ['64'] }],
    'post /api/election': [{ path: '/api/election', body: { template: 'kaltim-2020' }, regions: [] }],
  }
}
