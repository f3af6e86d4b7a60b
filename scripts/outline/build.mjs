// Builds server/election/kaltim-outline.json from the hand-drawn arcs beside this file: `node scripts/outline/build.mjs`
// (with --check it only tells whether that file is up to date).
// The drawing is only ever corrected in arcs.json, point by point; this script checks it and refuses rather than repairs.
import { readFileSync, writeFileSync } from 'node:fs'

const source = JSON.parse(readFileSync(new URL('./arcs.json', import.meta.url), 'utf8'))
const target = new URL('../../server/election/kaltim-outline.json', import.meta.url)

/** Hundredths of a degree counted from here; whole numbers keep every comparison below exact. */
const origin = [113, -3]
const toGrid = (degree, axis) => {
  const steps = (degree - origin[axis]) * 100
  if (Math.abs(steps - Math.round(steps)) > 1e-6) fail(`${degree} is not a multiple of 0.01 degree`)
  return Math.round(steps)
}

function fail(message) {
  throw new Error(`outline: ${message}`)
}

/** A border between two regencies is named after both, so whoever draws a wrong neighbour sees it here. */
const usersExpected = (name) => (/-(coast|outer)$/.test(name) ? 1 : 2)

function readArcs() {
  const arcs = source.arcs.map(({ name, points }) => ({ name, points: points.map(([lon, lat]) => [toGrid(lon, 0), toGrid(lat, 1)]) }))
  if (new Set(arcs.map((arc) => arc.name)).size !== arcs.length) fail('two arcs share a name')
  return arcs
}

/** `~name` walks an arc backwards, and becomes TopoJSON's one's complement of its index. */
function refOf(arcs, word) {
  const index = arcs.findIndex((arc) => arc.name === word.replace('~', ''))
  if (index < 0) fail(`no arc is called ${word}`)
  return word.startsWith('~') ? ~index : index
}

const walk = (arcs, ref) => (ref < 0 ? arcs[~ref].points.toReversed() : arcs[ref].points)
const same = (a, b) => a[0] === b[0] && a[1] === b[1]

function ringPoints(arcs, refs, where) {
  const parts = refs.map((ref) => walk(arcs, ref))
  parts.forEach((part, i) => {
    const next = parts[(i + 1) % parts.length]
    if (!same(part.at(-1), next[0])) fail(`${where}: arc ${i + 1} ends at ${part.at(-1)}, the next one starts at ${next[0]}`)
  })
  return parts.flatMap((part) => part.slice(0, -1))
}

const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

/** GeoJSON's winding (RFC 7946): the outer ring counter-clockwise (positive area), holes clockwise. */
function checkWinding(points, isHole, where) {
  const doubled = points.reduce((sum, p, i) => sum + cross([0, 0], p, points[(i + 1) % points.length]), 0)
  if (doubled === 0 || doubled < 0 !== isHole) fail(`${where}: ring runs the wrong way round`)
}

function checkUse(arcs, regencies) {
  const users = arcs.map(() => [])
  for (const regency of regencies)
    for (const ref of regency.arcs.flat()) users[ref < 0 ? ~ref : ref].push({ code: regency.id, back: ref < 0 })
  arcs.forEach(({ name }, i) => {
    const found = users[i]
    if (found.length !== usersExpected(name)) fail(`${name} is used by ${found.length} rings, not ${usersExpected(name)}`)
    if (found.length === 2 && (found[0].code === found[1].code || found[0].back === found[1].back))
      fail(`${name}: not between two regencies`)
  })
}

const onSegment = ([a, b], p) => cross(a, b, p) === 0 && (p[0] - a[0]) * (p[0] - b[0]) <= 0 && (p[1] - a[1]) * (p[1] - b[1]) <= 0

/** Segments may meet where both end (a corner or a node) and nowhere else; a doubled segment counts as touching. */
function clash(s, t) {
  const shared = s.filter((p) => t.some((q) => same(p, q)))
  if (shared.length === 2) return true
  if (s.some((p) => !shared.includes(p) && onSegment(t, p)) || t.some((p) => !shared.some((q) => same(p, q)) && onSegment(s, p)))
    return true
  const side = ([a, b], p) => Math.sign(cross(a, b, p))
  return shared.length === 0 && side(s, t[0]) * side(s, t[1]) < 0 && side(t, s[0]) * side(t, s[1]) < 0
}

/** One check over all arcs at once covers a ring crossing itself, neighbours overlapping and a border stored twice. */
function checkPlanar(arcs) {
  const segments = arcs.flatMap(({ name, points }) => points.slice(1).map((to, i) => ({ name, ends: [points[i], to] })))
  segments.forEach(({ name, ends }, i) => {
    if (same(...ends)) fail(`${name}: point ${ends[0]} stands twice`)
    for (const other of segments.slice(i + 1))
      if (clash(ends, other.ends)) fail(`${name} at ${degrees(ends)} runs into ${other.name} at ${degrees(other.ends)}`)
  })
}

const degrees = (ends) => ends.map((p) => p.map((steps, axis) => (steps / 100 + origin[axis]).toFixed(2)).join(',')).join(' ')
const delta = (points) => points.map((p, i) => (i === 0 ? p : [p[0] - points[i - 1][0], p[1] - points[i - 1][1]]))

function build() {
  const arcs = readArcs()
  const geometries = source.regencies.map(({ code, name, label, rings }) => {
    const refs = rings.map((ring) => ring.map((word) => refOf(arcs, word)))
    refs.forEach((ring, i) => checkWinding(ringPoints(arcs, ring, name), i > 0, name))
    return { type: 'Polygon', id: code, properties: { code, name, label }, arcs: refs }
  })
  checkUse(arcs, geometries)
  checkPlanar(arcs)
  return {
    type: 'Topology',
    transform: { scale: [0.01, 0.01], translate: origin },
    objects: { regencies: { type: 'GeometryCollection', geometries } },
    arcs: arcs.map((arc) => delta(arc.points)),
  }
}

const topology = JSON.stringify(build())
if (!process.argv.includes('--check')) writeFileSync(target, `${topology}\n`)
else if (JSON.stringify(JSON.parse(readFileSync(target, 'utf8'))) !== topology)
  fail('kaltim-outline.json is older than arcs.json: build it again')
