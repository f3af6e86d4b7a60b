import type { CountRooms, Room } from '../../room/rooms.ts'

/** Rooms below a scope, or the regency around it; not the province around a regency. */
export const roomsWithin = (rooms: CountRooms, scopes: readonly string[]): Room[] =>
  rooms.ids
    .filter((id) => scopes.some((scope) => id.startsWith(scope) || (id.length > 2 && scope.startsWith(id))))
    .flatMap((id) => rooms.room(id) ?? [])
