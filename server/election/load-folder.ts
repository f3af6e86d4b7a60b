import { type Election, ElectionDay, type ElectionFile, type Region, type RegisterTps } from '../../shared/election.ts'
import type { Level } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { isTimezone } from '../../shared/poll-time.ts'
import { areaNames } from './area-names.ts'
import { type BoundaryMatch, readBoundaries, tellMatch } from './boundaries.ts'
import { readElectionFile, type AtPath, type LooseElection } from './election-file.ts'
import type { FolderError } from './folder-error.ts'
import { registerOddities } from './register-oddities.ts'
import { regionTree } from './region-tree.ts'
import { readRegions } from './regions-file.ts'
import { readRegister, type RegisterFrame } from './tps-file.ts'

/** An election folder that holds: nothing in it was wrong. */
export type LoadedFolder = {
  readonly election: Election
  /** GeoJSON text per level, with `code` and `name` on every feature; levels without a boundary file are absent. */
  readonly boundaries: Readonly<Partial<Record<Level, string>>>
  /** How the boundary files fit, level by level. */
  readonly matches: readonly BoundaryMatch[]
  /** What the person who loads it should see: columns ignored, odd rows, boundaries matched, unmatched and missing. */
  readonly notes: readonly Message[]
}

/**
 * Reads an election folder (CONTRACT.md) given as file name -> text, from a disk or uploaded in a browser. Folder names before a
 * file's own are ignored, and so are other files. Answers with all errors at once, in the order election.json, regions.csv,
 * tps.csv, boundaries; only a folder without any error is an election.
 */
export function loadFolder(
  files: ReadonlyMap<string, string>,
  options: { readonly simulated?: boolean } = {},
): Result<LoadedFolder, FolderError[]> {
  const named = new Map([...files].map(([path, text]) => [bareName(path), text]))
  const electionJson = named.get('election.json')
  const tpsCsv = named.get('tps.csv')
  const absent = [
    ...namedTwice([...files.keys()]),
    ...(electionJson === undefined ? [missing('election.json')] : []),
    ...(tpsCsv === undefined ? [missing('tps.csv')] : []),
  ]

  const election = electionJson === undefined ? undefined : readElectionFile(electionJson, 'election.json')
  const given = readRegions(named.get('regions.csv') ?? 'code,name', 'regions.csv', election?.loose?.province)
  const register = tpsCsv === undefined ? undefined : readRegister(tpsCsv, 'tps.csv', frameOf(election?.loose))
  const tps = register?.rows.map(({ station }) => station) ?? []
  if (election?.loose) checkContests(election.loose, { tps, given: given.regions, refuse: election.refuse })

  const regions = election?.file && register ? regionTree(election.file, plausible(tps), given.regions) : []
  const drawn = readBoundaries(boundaryFiles(named), regions)
  const errors = [
    ...absent,
    ...(election?.errors.list() ?? []),
    ...given.errors.list(),
    ...(register?.errors.list() ?? []),
    ...(drawn.ok ? [] : drawn.error),
  ]
  if (errors.length > 0 || !election?.file || !register || !drawn.ok) return err(errors)
  return ok({
    election: completed(election.file, regions, { tps, simulated: options.simulated ?? false }),
    boundaries: drawn.value.levels,
    matches: drawn.value.matches,
    notes: [...register.ignored.map(tellIgnored), ...registerOddities(register.rows, election.file), ...drawn.value.matches.map(tellMatch)],
  })
}

const bareName = (path: string): string => path.split(/[/\\]/).at(-1)?.toLowerCase() ?? path

/** One of two files of a name would be left out without a word. */
function namedTwice(paths: readonly string[]): FolderError[] {
  const names = paths.map(bareName)
  const twice = new Set(names.filter((name, i) => READ.test(name) && names.indexOf(name) < i))
  return [...twice].map((file) => ({
    file,
    row: 1,
    column: 1,
    code: 'duplicate-file',
    message: 'two files have this name: send one folder',
  }))
}

const tellIgnored = (column: string): Message => ({
  id: `tps.csv: kolom ${column} tidak dipakai`,
  en: `tps.csv: column ${column} is ignored`,
})

const missing = (file: string): FolderError => ({ file, row: 1, column: 1, code: 'missing-file', message: 'the folder has no such file' })

const READ = /^(election\.json|tps\.csv|regions\.csv|boundaries.*\.geojson)$/
const boundaryFiles = (named: ReadonlyMap<string, string>) =>
  new Map([...named].filter(([name]) => /^boundaries.*\.geojson$/.test(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** A refused code is an empty text; the tree of regions is only needed to judge boundaries then. */
const plausible = (tps: readonly RegisterTps[]) => tps.filter((row) => row.tps !== '')

function completed(file: ElectionFile, regions: Region[], rest: { tps: RegisterTps[]; simulated: boolean }): Election {
  return { ...file, regions, tps: rest.tps.toSorted((a, b) => (a.tps < b.tps ? -1 : 1)), simulated: rest.simulated }
}

/** Parts of election.json that are wrong themselves judge nothing: one mistake is told once. */
function frameOf(loose: LooseElection | undefined): RegisterFrame {
  if (!loose) return {}
  const { province, contests, notVoting, date, pollsClose, timezone } = loose
  const contestRegions = contests.map((contest) => contest.region)
  const allRead = contestRegions.length > 0 && ![...contestRegions, ...notVoting].includes('')
  const timesRead = date && ElectionDay.safeParse(date).success && /^\d\d:\d\d$/.test(pollsClose ?? '') && timezone && isTimezone(timezone)
  return {
    ...(province && /^\d\d$/.test(province) ? { province } : {}),
    ...(allRead ? { accounted: [...contestRegions, ...notVoting] } : {}),
    ...(timesRead ? { clock: { date, pollsClose: pollsClose ?? '', timezone } } : {}),
  }
}

/** Every contest has a TPS to vote in; without one its code is either unknown or its register is missing. */
function checkContests(
  loose: LooseElection,
  context: { tps: readonly RegisterTps[]; given: ReadonlyMap<string, Region>; refuse: AtPath },
): void {
  const { tps, given, refuse } = context
  // A TPS whose code was refused might have been the one.
  const registerRead = tps.length > 0 && !tps.some((row) => row.tps === '')
  const known = (code: string) => given.has(code) || areaNames(code.slice(0, 2)).has(code)
  for (const [i, { region }] of loose.contests.entries()) {
    if (!/^\d{2}(\d{2})?$/.test(region) || tps.some((row) => row.tps.startsWith(region))) continue
    if (!known(region)) refuse(['contests', i, 'region'], 'unknown-region', `no region has the code ${region}`)
    else if (registerRead) refuse(['contests', i, 'region'], 'no-tps', `tps.csv holds no TPS of region ${region}`)
  }
  for (const [i, region] of loose.notVoting.entries()) {
    if (/^\d{4}$/.test(region) && !known(region) && !tps.some((row) => row.tps.startsWith(region))) {
      refuse(['notVoting', i], 'unknown-region', `no region has the code ${region}`)
    }
  }
}
