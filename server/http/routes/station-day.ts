import { z } from 'zod'
import { ReceiptAnswer } from '../../../shared/answers.ts'
import { AttendanceAnswer, WitnessAnswer } from '../../../shared/station-day-answers.ts'
import { ScopeCode } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { type Principal, scopesFor } from '../../../shared/roles.ts'
import { CheckIn, ReportIncident, StateCopy } from '../../../shared/station-day.ts'
import { attendanceOf } from '../../tally/attendance.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import { submit } from './decisions.ts'
import { NO_ELECTION } from './no-election.ts'
import { roomsWithin } from './rooms-within.ts'
import { stationsOf, witnessAnswer } from './witness-answer.ts'

const answers = { 201: ReceiptAnswer, 200: ReceiptAnswer }

const checkIn = route<undefined, undefined, CheckIn>({
  method: 'post',
  path: '/api/check-ins',
  summary: 'A witness is at his TPS; whoever is no witness of it says so on his behalf',
  access: { kind: 'action', action: 'day:report', regions: ({ body }) => [body.tps] },
  body: CheckIn,
  answers,
  handle: ({ body, who, services }) =>
    submit({ kind: 'check-in', body: { ...body, method: isWitnessAt(who, body.tps) ? 'self' : 'on-behalf' } }, who.id, services),
})

const isWitnessAt = ({ grants }: Principal, tps: string): boolean =>
  grants.some(({ role, region }) => role === 'witness' && tps.startsWith(region))

const incident = route<undefined, undefined, ReportIncident>({
  method: 'post',
  path: '/api/incidents',
  summary: 'Something went wrong at a TPS; the note can be erased, the photos are sent on their own',
  access: { kind: 'action', action: 'day:report', regions: ({ body }) => [body.tps] },
  body: ReportIncident,
  answers,
  handle: ({ body, who, services }) => submit({ kind: 'incident', body }, who.id, services),
})

const copy = route<undefined, undefined, StateCopy>({
  method: 'post',
  path: '/api/copies',
  summary: 'Whether KPPS gave the witness his copy of the form: refused, not yet, received; the last word counts',
  access: { kind: 'action', action: 'day:report', regions: ({ body }) => [body.tps] },
  body: StateCopy,
  answers,
  handle: ({ body, who, services }) => submit({ kind: 'copy', body }, who.id, services),
})

const mine = route({
  method: 'get',
  path: '/api/witness',
  summary: 'What a witness needs for his TPS, to be kept on his phone, and what of his own has arrived',
  access: { kind: 'action', action: 'day:report', scoped: 'by the route' },
  answers: { 200: WitnessAnswer },
  handle({ who, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    return answer(200, witnessAnswer(rooms, who, stationsOf(rooms, scopesFor(who, 'day:report'))))
  },
})

const Query = z.strictObject({ region: ScopeCode })
const attendance = route<undefined, z.infer<typeof Query>>({
  method: 'get',
  path: '/api/attendance',
  summary: 'How many TPS of a region and of those right below it have a witness, incidents, or a copy that was refused',
  access: { kind: 'action', action: 'tally:read', regions: ({ query }) => [query.region] },
  query: Query,
  answers: { 200: AttendanceAnswer },
  handle({ query: { region }, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    const counted = attendanceOf(roomsWithin(rooms, [region]), region)
    return counted.tps > 0 ? answer(200, counted) : err(refuse('not-found', `no TPS in ${region}`))
  },
})

export const stationDayRoutes = [checkIn, incident, copy, mine, attendance]
