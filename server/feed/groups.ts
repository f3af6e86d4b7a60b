import type { RoomDelta } from '../../shared/wire.ts'
import type { ChannelKey } from './channels.ts'

type Group<M> = { readonly name: string; readonly keys: readonly ChannelKey[]; readonly members: Set<M> }
export type Change = { readonly left?: string; readonly entered?: string }

/**
 * Members (sockets) by their exact set of subscriptions. Members of one group get the very same frame, so it is encoded once;
 * one frame carries all rooms of its receivers.
 */
export class Groups<M> {
  readonly #groups = new Map<string, Group<M>>()
  readonly #of = new Map<M, Group<M>>()
  readonly #subscribers = new Map<ChannelKey, number>()

  has(key: ChannelKey): boolean {
    return this.#subscribers.has(key)
  }
  /** Channels that somebody is subscribed to. */
  keys(): IterableIterator<ChannelKey> {
    return this.#subscribers.keys()
  }
  all(): Iterable<Group<M>> {
    return this.#groups.values()
  }
  keysOf(member: M): readonly ChannelKey[] {
    return this.#of.get(member)?.keys ?? []
  }

  subscribe(member: M, key: ChannelKey): Change {
    return this.#move(member, [...new Set([...this.keysOf(member), key])])
  }
  unsubscribe(member: M, gone: (key: ChannelKey) => boolean): Change {
    return this.#move(
      member,
      this.keysOf(member).filter((key) => !gone(key)),
    )
  }
  remove(member: M): void {
    this.#move(member, [])
  }

  /** One frame for each group that anything happened to. */
  *frames(deltas: ReadonlyMap<ChannelKey, RoomDelta>): Generator<{ group: Group<M>; rooms: RoomDelta[] }> {
    if (deltas.size === 0) return
    for (const group of this.#groups.values()) {
      const rooms = group.keys.flatMap((key) => deltas.get(key) ?? [])
      if (rooms.length > 0) yield { group, rooms }
    }
  }

  #move(member: M, unsorted: readonly ChannelKey[]): Change {
    const before = this.#of.get(member)
    const keys = unsorted.toSorted()
    const name = keys.join(' ')
    if (before?.name === name) return {}
    if (before) this.#leave(member, before)
    if (keys.length > 0) this.#enter(member, name, keys)
    return { ...(before ? { left: before.name } : {}), ...(keys.length > 0 ? { entered: name } : {}) }
  }

  #enter(member: M, name: string, keys: readonly ChannelKey[]): void {
    const group = this.#groups.get(name) ?? { name, keys, members: new Set<M>() }
    this.#groups.set(name, group)
    group.members.add(member)
    this.#of.set(member, group)
    for (const key of keys) this.#subscribers.set(key, (this.#subscribers.get(key) ?? 0) + 1)
  }

  #leave(member: M, group: Group<M>): void {
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
