import { GENESIS } from '../../db/ledger.js'
/**
 * One view of one room as of its last tick. Snapshots and deltas are both exact at that position, so that whoever joins between
 * two ticks fits on the next frame. A missing delta is every row whose own seq is greater; there is no delta log.
 */
export class Channel {
  room
  view
  #position = GENESIS
  /** By key; findings that are gone stay as lapsed rows, because somebody may still show them. */
  #rows = new Map()
  #snapshot
  constructor(room, view) {
    this.room = room
    this.view = view
    // A snapshot tells nothing of what is gone; who comes back from before this channel was opened may still show it.
    const { openedAt } = room.view
    if (openedAt > 0) this.#keep(room.view.rowsAfter(view, openedAt))
    this.advance()
  }
  get position() {
    return this.#position
  }
  /** Takes over what is durable now. Undefined = nothing has happened. A delta without rows still moves the position. */
  advance() {
    const { seq: from, hash: fromHash } = this.#position
    const { seq: to, hash } = this.room.head
    if (to === from) return undefined
    const rows = this.room.view.rowsAfter(this.view, from)
    this.#keep(rows)
    this.#position = { seq: to, hash }
    this.#snapshot = undefined
    return { room: this.room.id, view: this.view, from, fromHash, to, hash, rows }
  }
  /**
   * True when a screen at `since` can be brought up with a delta: the position is this ledger's own (not of a restored, forked or other
   * one), does not lie ahead, and is no older than what the view knows of lapsed findings. Stays true while the channel advances.
   */
  async accepts(since, knows) {
    return this.#reaches(since) && (await knows(since))
  }
  /** Brings a screen to this channel's position: from an accepted `since` with a delta, else with a snapshot. */
  joined(since) {
    return since ? this.#after(since.seq) : this.#whole()
  }
  #keep(rows) {
    for (const row of rows) this.#rows.set(row.key, row)
  }
  #reaches(since) {
    if (since.seq === 0 || since.seq > this.#position.seq) return false
    // A summary's regions change only with the register; a full view forgets findings that lapsed before it was opened.
    const { view, state } = this.room
    return since.seq >= (this.view === 'full' ? view.openedAt : (state.opened?.seq ?? Infinity))
  }
  #after(seq) {
    const rows = [...this.#rows.values()].filter((row) => row.seq > seq)
    return { kind: 'delta', ...this.#position, rows }
  }
  #whole() {
    this.#snapshot ??= { kind: 'snapshot', ...this.#position, rows: [...this.#rows.values()].filter((row) => !isGone(row)) }
    return this.#snapshot
  }
}
const isGone = (row) => row.kind === 'finding' && row.finding.state === 'lapsed'
