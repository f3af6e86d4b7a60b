import { applyDelta, applyJoined, type FeedView, NOTHING_YET } from '../../client/src/feed-view.ts'
import type { RoomId } from '../../shared/ids.ts'
import type { RoomDelta, View } from '../../shared/wire.ts'
import { type ChannelKey, channelKey } from '../../server/feed/channels.ts'
import type { FeedHost, Line } from './feed-host.ts'
import type { Network } from './network.ts'

type Wish = { readonly room: RoomId; readonly view: View }

/** A screen as the client plays it: one question at a time per room and view, late answers ignored, a gap or a sign of life asks again. */
export class Tablet {
  readonly wishes: readonly Wish[]
  line: Line | undefined
  readonly #views = new Map<ChannelKey, FeedView>()
  readonly #asking = new Map<ChannelKey, symbol>()
  readonly #network: Network
  /** What is under way at the server's side of a question. */
  readonly #answers: Promise<void>[] = []

  constructor(wishes: readonly Wish[], network: Network) {
    this.wishes = wishes
    this.#network = network
  }

  connect(host: FeedHost): void {
    this.drop()
    this.line = host.connect(this)
    for (const wish of this.wishes) this.#ask(wish)
  }

  drop(): void {
    this.line?.host.disconnect(this.line)
    this.line = undefined
    this.#asking.clear()
  }

  /** A question whose answer never came is asked again after a while. */
  impatient(): void {
    for (const wish of this.wishes) if (this.#asking.delete(channelKey(wish.room, wish.view))) this.#ask(wish)
  }

  frame(rooms: readonly RoomDelta[]): void {
    for (const delta of rooms) {
      const key = channelKey(delta.room, delta.view)
      const next = applyDelta(this.view(key), delta)
      if ('gap' in next) this.#ask(delta)
      else this.#views.set(key, next)
    }
  }

  alive(at: Readonly<Record<string, number>>): void {
    for (const wish of this.wishes) {
      const { position } = this.view(channelKey(wish.room, wish.view))
      if ((position?.seq ?? -1) < (at[wish.room] ?? 0)) this.#ask(wish)
    }
  }

  view(key: ChannelKey): FeedView {
    return this.#views.get(key) ?? NOTHING_YET
  }

  /** Waits until the server has answered what reached it. */
  async settled(): Promise<void> {
    while (this.#answers.length > 0) await this.#answers.shift()
  }

  #ask({ room, view }: Wish): void {
    const key = channelKey(room, view)
    const { line } = this
    if (!line || this.#asking.has(key)) return
    const question = Symbol(key)
    this.#asking.set(key, question)
    const since = this.view(key).position
    this.#network.send(() => void this.#answers.push(this.#answered(line, { room, view, since }, question)))
  }

  async #answered(line: Line, wish: Wish & { since: FeedView['position'] }, question: symbol): Promise<void> {
    if (this.line !== line) return
    const joined = await line.host.join(line, wish)
    const key = channelKey(wish.room, wish.view)
    this.#network.send(() => {
      if (!joined || this.line !== line || this.#asking.get(key) !== question) return
      this.#asking.delete(key)
      this.#views.set(key, applyJoined(this.view(key), joined))
    })
  }
}
