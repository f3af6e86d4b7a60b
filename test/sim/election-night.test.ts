import { expect, test } from 'vitest'
import { channelKey, Channels } from '../../server/feed/channels.ts'
import type { RoomId } from '../../shared/ids.ts'
import type { Row, View } from '../../shared/wire.ts'
import { aLedger, openRooms } from '../support/count-room.ts'
import { type Dice, dice } from './dice.ts'
import { FeedHost, restored } from './feed-host.ts'
import { Network } from './network.ts'
import { Reporters } from './reporters.ts'
import { Tablet } from './tablet.ts'

const ROOMS = ['6471', '6472', '64', '6409'] as RoomId[]
const STEPS = 250
/** Nights that once went wrong are played for ever. */
const FOUND = [34, 90, 204, 327]
const seeds = [...Array.from({ length: 20 }, (_, i) => i + 1), ...FOUND]

/** Each watches some rooms, in one view or both. */
function tablets({ chance }: Dice, network: Network): Tablet[] {
  const wishes = ROOMS.flatMap((room) => (['summary', 'full'] as const).map((view) => ({ room, view })))
  return Array.from({ length: 7 }, (_, i) => new Tablet(i === 0 ? wishes : wishes.filter(() => chance(0.5)), network))
}

/** What a screen that opens only now is shown, from a fold of the ledger alone. */
async function replay(host: FeedHost): Promise<(room: RoomId, view: View) => Promise<Row[]>> {
  const channels = new Channels(await openRooms(host.ledger))
  return async (room, view) => {
    const joined = await channels.join({ room, view, since: undefined, quiet: () => true, subscribe: () => undefined })
    return byKey(joined?.rows ?? [])
  }
}
const byKey = (rows: Iterable<Row>): Row[] => [...rows].toSorted((a, b) => (a.key < b.key ? -1 : 1))

/** The same ledger folded anew, or a backup of it that lacks the last entries, on which the night then goes another way. */
async function restart(host: FeedHost, { chance, below }: Dice, network: Network): Promise<FeedHost> {
  await host.rooms.close()
  const ledger = chance(0.5) ? host.ledger : await restored(host.ledger, (entries) => entries - below(1 + entries / 2))
  return FeedHost.start(ledger, network)
}

async function electionNight(seed: number): Promise<void> {
  const roll = dice(seed)
  const network = new Network(roll)
  const screens = tablets(roll, network)
  const people = new Reporters(roll)
  let host = await FeedHost.start(aLedger(), network)
  for (let step = 0; step < STEPS; step++) {
    if (roll.chance(0.6)) await people.act(host.rooms)
    if (roll.chance(0.3)) host.tick('full')
    if (roll.chance(0.1)) host.tick('summary')
    if (roll.chance(0.05)) host.signOfLife()
    if (roll.chance(0.01)) {
      host = await restart(host, roll, network)
      for (const screen of screens) screen.drop()
    }
    const screen = roll.pick(screens)
    if (roll.chance(0.05)) screen.drop()
    else if (!screen.line && roll.chance(0.5)) screen.connect(host)
    else if (roll.chance(0.1)) screen.impatient()
    network.step()
    for (const each of screens) await each.settled()
  }
  await calm(host, screens, network)
  await allAlike(host, screens)
}

/** The line is mended and nobody reports any more. Nothing is done for the screens but what the server does anyway. */
async function calm(host: FeedHost, screens: readonly Tablet[], network: Network): Promise<void> {
  network.mend()
  for (const screen of screens) {
    if (screen.line) screen.impatient()
    else screen.connect(host)
    await screen.settled()
  }
  for (const view of ['summary', 'full'] as const) host.tick(view)
  host.signOfLife()
  for (const screen of screens) await screen.settled()
}

async function allAlike(host: FeedHost, screens: readonly Tablet[]): Promise<void> {
  const rowsOf = await replay(host)
  for (const screen of screens) {
    for (const { room, view } of screen.wishes) {
      const shown = screen.view(channelKey(room, view))
      expect(shown.position).toEqual(host.rooms.room(room)!.head)
      expect(byKey(shown.rows.values())).toEqual(await rowsOf(room, view))
    }
  }
}

test.each(seeds)(
  '[SM1] seed %i: through lost and late messages, restarts and restored ledgers every screen ends equal to a replay',
  electionNight,
)
