import type { CountRooms } from '../room/rooms.ts'

/** Once a form was reported the election stays as it is: what changes then are facts. */
export const holdsForms = (rooms: CountRooms | undefined): boolean =>
  rooms !== undefined && rooms.ids.some((id) => (rooms.room(id)?.state.forms.size ?? 0) > 0)
