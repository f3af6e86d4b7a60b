import { describe, expect, test } from 'vitest'
import { candidateColour, candidatePaint } from '../../client/src/candidate-colour.ts'
import { mapFill } from '../../client/src/screens/wall/map-fill.ts'
import { regionFacts } from '../../client/src/screens/wall/region-facts.ts'
import { Candidate } from '../../shared/election.ts'
import { nightElection, roomRows } from '../support/fake-night.ts'

const candidate = (number: number, more: object = {}) => Candidate.parse({ number, name: `Paslon ${number}`, ...more })

describe('[WL25] a candidate without a colour of his own gets one of eight by his number; kolom kosong stays grey and hatched', () => {
  test('the folder decides first, then the palette', () => {
    expect(candidateColour(candidate(1, { colour: '#123456' }))).toBe('#123456')
    expect([1, 2, 3].map((number) => candidateColour(candidate(number)))).toEqual(['#0072B2', '#E69F00', '#009E73'])
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((number) => candidateColour(candidate(number)))).size).toBe(8)
  })
  test('more than eight have a colour, too', () => expect(candidateColour(candidate(99))).toMatch(/^#[0-9A-F]{6}$/))
  test('kolom kosong', () => {
    const column = candidate(2, { kind: 'empty-column' })
    expect(candidateColour(column)).toBe('var(--muted)')
    expect(candidatePaint(column)).toBe('url(#empty-column)')
  })
  test('on the map of one contest two leaders differ', () => {
    const election = nightElection()
    const region = election.regions.find(({ code }) => code === '6472')
    const known = election.contests.find((one) => one.region === '6472')
    const row = roomRows(election, '6472', 'half', 0)[0]
    if (!region || !known || !row) throw new Error('the night has no Samarinda')
    const contest = { ...known, candidates: [candidate(1), candidate(2)] }
    const ledBy = (number: number) => {
      const votes = { '1': 10, '2': 10, [number]: 90 }
      const tally = { ...row.tally, votes, valid: { ...row.tally.valid, computed: 100 } }
      return mapFill(regionFacts({ region, contest, row: { ...row, tally } }), 'hasil', true)
    }
    expect(JSON.stringify(ledBy(1))).toContain('#0072B2')
    expect(JSON.stringify(ledBy(2))).toContain('#E69F00')
  })
})
