import type { Fact, FactOf } from '../../shared/facts.ts'
import { unreachable } from '../../shared/result.ts'
import type { IncidentKind } from '../../shared/station-day.ts'
import { openingHash, requestHash } from './request-id.ts'
import type { Command } from './rooms.ts'

/**
 * `requestHash` worked out again from the fact that was written; undefined when it holds too little: a reason that was erased,
 * an arrival from another room, which only its withdrawal there explains. `reason` = the words behind its hash.
 */
export function hashOfRequestBehind(fact: Fact, reason: string | undefined): string | undefined {
  if (fact.type === 'election.opened') return openingHash(fact.id)
  const command = commandBehind(fact, reason)
  return command && requestHash(command)
}

function commandBehind(fact: Exclude<Fact, FactOf<'election.opened'>>, reason: string | undefined): Command | undefined {
  if (fact.type === 'form.reported') {
    const { type: _type, version: _version, movedFrom, ...body } = fact
    return movedFrom ? undefined : { kind: 'report', body }
  }
  if (fact.type === 'photo.stored' || fact.type === 'photo.examined') return photoCommand(fact)
  if (fact.type === 'witness.checked-in' || fact.type === 'copy.stated' || fact.type === 'incident.reported')
    return dayCommand(fact, reason)
  if (reason === undefined) return undefined
  switch (fact.type) {
    case 'register.amended': {
      const { id, tps, change, dpt } = fact
      return { kind: 'amend', body: { id, tps, change, dpt, reason } }
    }
    case 'form.moved':
    case 'form.withdrawn':
      return { kind: 'move', form: fact.form, body: { id: fact.id, to: fact.to, reason } }
    case 'form.settled': {
      const { id, contest, round, figures, form, seen } = fact
      return { kind: 'settle', tps: fact.tps, body: { id, contest, round, figures, form, seen, reason } }
    }
    case 'round.ordered': {
      const { id, tps, contest, kind } = fact
      return { kind: 'round', body: { id, tps, contest, kind, reason } }
    }
    default:
      return unreachable(fact)
  }
}

function photoCommand({ type, version: _version, ...body }: FactOf<'photo.stored' | 'photo.examined'>): Command {
  // Each kind of fact holds the very body it was asked with.
  return { kind: type === 'photo.stored' ? 'photo' : 'examine', body } as Command
}

function dayCommand(
  fact: FactOf<'witness.checked-in' | 'copy.stated' | 'incident.reported'>,
  note: string | undefined,
): Command | undefined {
  switch (fact.type) {
    case 'witness.checked-in': {
      const { type: _type, version: _version, ...body } = fact
      return { kind: 'check-in', body }
    }
    case 'copy.stated': {
      const { type: _type, version: _version, ...body } = fact
      return { kind: 'copy', body }
    }
    case 'incident.reported': {
      const { type: _type, version: _version, reason, kind, ...rest } = fact
      if (reason !== undefined && note === undefined) return undefined
      return { kind: 'incident', body: { ...rest, kind: kind as IncidentKind, ...(note === undefined ? {} : { note }) } }
    }
    default:
      return unreachable(fact)
  }
}
