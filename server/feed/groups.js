/**
 * Members (sockets) by their exact set of subscriptions. Members of one group get the very same frame, so it is encoded once;
 * one frame carries all rooms of its receivers.
 */
export class Groups {
  #groups = new Map()
  #of = new Map()
  #subscribers = new Map()
  has(key) {
    return this.#subscribers.has(key)
  }
  /** Channels that somebody is subscribed to. */
  keys() {
    return this.#subscribers.keys()
  }
  all() {
    return this.#groups.values()
  }
  keysOf(member) {
    return this.#of.get(member)?.keys ?? []
  }
  subscribe(member, key) {
    return this.#move(member, [...new Set([...this.keysOf(member), key])])
  }
  unsubscribe(member, gone) {
    return this.#move(
      member,
      this.keysOf(member).filter((key) => !gone(key)),
    )
  }
  remove(member) {
    this.#move(member, [])
  }
  /** One frame for each group that anything happened to. */
  *frames(deltas) {
    if (deltas.size === 0) return
    for (const group of this.#groups.values()) {
      const rooms = group.keys.flatMap((key) => deltas.get(key) ?? [])
      if (rooms.length > 0) yield { group, rooms }
    }
  }
  #move(member, unsorted) {
    const before = this.#of.get(member)
    const keys = unsorted.toSorted()
    const name = keys.join(' ')
    if (before?.name === name) return {}
    if (before) this.#leave(member, before)
    if (keys.length > 0) this.#enter(member, name, keys)
    return { ...(before ? { left: before.name } : {}), ...(keys.length > 0 ? { entered: name } : {}) }
  }
  #enter(member, name, keys) {
    const group = this.#groups.get(name) ?? { name, keys, members: new Set() }
    this.#groups.set(name, group)
    group.members.add(member)
    this.#of.set(member, group)
    for (const key of keys) this.#subscribers.set(key, (this.#subscribers.get(key) ?? 0) + 1)
  }
  #leave(member, group) {
    group.members.delete(member)
    this.#of.delete(member)
    if (group.members.size === 0) this.#groups.delete(group.name)
    for (const key of group.keys) {
      const left = (this.#subscribers.get(key) ?? 1) - 1
      if (left === 0) this.#subscribers.delete(key)
      else this.#subscribers.set(key, left)
    }
  }
}
