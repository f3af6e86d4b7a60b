import { describe, expect, test } from 'vitest'
import { accessOf } from '../../client/src/composables/use-wall-access.ts'
import {
  advance,
  choose,
  nextLayer,
  nextOf,
  remainingMs,
  round,
  sceneOf,
  startRotation,
  togglePause,
} from '../../client/src/screens/wall/scenes.ts'

const scenes = round(1)
const shown = (rotation: ReturnType<typeof startRotation>, of = scenes) => {
  const { name, layer, page } = sceneOf(rotation, of)
  return name === 'peta' ? `peta ${layer}` : `papan ${page + 1}`
}

describe('[WL9] scenes follow each other every 20 seconds and the next one is announced', () => {
  test('map and board in turn, every layer once a round', () => {
    let rotation = startRotation(scenes, 0)
    const seen = [shown(rotation)]
    for (let at = 20_000; at <= 120_000; at += 20_000) seen.push(shown((rotation = advance(rotation, scenes, at))))
    expect(seen).toEqual(['peta hasil', 'papan 1', 'peta cakupan', 'papan 1', 'peta dicek', 'papan 1', 'peta hasil'])
  })
  test('it stays until the time is over and says what comes', () => {
    const rotation = startRotation(scenes, 0)
    expect(advance(rotation, scenes, 19_999)).toBe(rotation)
    expect([nextOf(rotation, scenes).name, remainingMs(rotation, 5_000)]).toEqual(['papan', 15_000])
  })
  test('a long board turns its pages', () => {
    const long = round(3)
    let rotation = startRotation(long, 0, 'papan')
    const seen = [shown(rotation, long)]
    for (const at of [20_000, 40_000, 60_000]) seen.push(shown((rotation = advance(rotation, long, at)), long))
    expect(seen).toEqual(['papan 1', 'papan 2', 'papan 3', 'peta cakupan'])
  })
})

test('[WL10] a pause keeps the scene, and the time that was left', () => {
  const paused = togglePause(startRotation(scenes, 0), 8_000)
  expect(shown(advance(paused, scenes, 500_000))).toBe('peta hasil')
  const resumed = togglePause(paused, 500_000)
  expect(remainingMs(resumed, 500_000)).toBe(12_000)
})

test('[WL11] a key chooses a scene, also while paused, and L the layer of the map', () => {
  const paused = startRotation(scenes, 0, 'peta', true)
  const board = choose(paused, scenes, 'papan', 1_000)
  expect([shown(board), shown(advance(board, scenes, 90_000))]).toEqual(['papan 1', 'papan 1'])
  expect(shown(choose(board, scenes, 'peta', 2_000))).toBe('peta hasil')
  expect(shown(choose(paused, scenes, 'peta', 2_000))).toBe('peta cakupan')
  expect([nextLayer(paused), nextLayer(nextLayer(paused)), nextLayer(nextLayer(nextLayer(paused)))].map((one) => shown(one))).toEqual([
    'peta cakupan',
    'peta dicek',
    'peta hasil',
  ])
})

test('[WL30] less than a regency opens no wall, and is told so at once', () => {
  const access = (region: string, role: 'wall' | 'analyst' = 'analyst') => accessOf({ grants: [{ role, region }] })
  expect([access('647201'), access('6472011001'), access('647201', 'wall')].map(({ kind }) => kind)).toEqual(['narrow', 'narrow', 'narrow'])
  expect(access('6472')).toEqual({ kind: 'team', region: '6472' })
  expect(accessOf({ grants: [...['647201', '6471'].map((region) => ({ role: 'analyst' as const, region }))] })).toEqual({
    kind: 'team',
    region: '6471',
  })
})
