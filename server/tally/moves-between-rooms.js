import { roomOf } from '../../shared/ids.js'
/** An arrival is written within milliseconds, tried again each second, and at start-up before anything else. */
const GRACE_MS = 60_000
/** Pairs each withdrawal with its arrival in the other room, however many ids the arrival had to try. */
export class MovesBetweenRooms {
  #left = []
  #arrived = new Set()
  #newest = new Map()
  note({ room, seq, at, fact }) {
    this.#newest.set(room, at)
    if (fact.type === 'form.withdrawn') this.#left.push({ room, seq, form: fact.form, to: roomOf(fact.to), at })
    if (fact.type === 'form.reported' && fact.movedFrom) this.#arrived.add(pair(fact.movedFrom.room, fact.movedFrom.form, room))
  }
  /** `unread` = rooms that were not read to their end: what is missing there is not known. */
  missing(unread) {
    const absent = this.#left.filter(({ room, form, to }) => !unread.has(to) && !this.#arrived.has(pair(room, form, to)))
    const isLost = ({ to, at }) => Date.parse(this.#newest.get(to) ?? at) - Date.parse(at) > GRACE_MS
    const plain = ({ room, seq, form, to }) => ({ room, seq, form, to })
    return { lost: absent.filter(isLost).map(plain), unfinished: absent.filter((one) => !isLost(one)).map(plain) }
  }
}
const pair = (from, form, to) => `${from}/${form}/${to}`
