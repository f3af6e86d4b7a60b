import type { Catalogue } from '../language.ts'
import type { id } from './replay.id.ts'

export const en: Catalogue<typeof id> = {
  title: 'Replay',
  region: 'Region',
  scene: 'View',
  layer: 'Layer of the map',
  past: (moment) => `As it was at ${moment}, not now`,
  newest: (moment) => `The newest state, ${moment}`,
  newestHint: 'Drag the time to the left to look back.',
  toNow: 'Back to now',
  time: 'Time',
  timeText: (moment, arrived) => `${moment}, ${arrived} forms had arrived`,
  arrived: (n, of) => `${n} of ${of} forms`,
  histogram: (bucket) => `Forms arrived per ${bucket}`,
  play: 'Play',
  pause: 'Pause',
  speed: 'Speed',
  perSecond: (minutes) => `${minutes} min a second`,
  keys: {
    back: 'Back 1 minute',
    on: 'On 1 minute',
    backFar: 'Back 15 minutes',
    onFar: 'On 15 minutes',
    first: 'To the start of the night',
    last: 'To the newest state',
    play: 'Play or pause',
  },
  reading: 'The past of this count is being read for the first time. This page waits by itself.',
  stale: 'This moment could not be loaded; what you see is',
  failed: 'This moment could not be loaded.',
  empty: {
    title: 'There is nothing to replay yet',
    text: 'Once the first form has arrived, the night can be looked at again minute by minute.',
  },
  noRoom: {
    title: 'The replay is for a whole count room',
    text: 'Your role covers a part of one regency or city; map and board show all of it.',
  },
}
