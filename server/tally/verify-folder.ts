import type { FirstWrong } from '../../db/check-entry.ts'
import type { Beside, ChainReport, RoomReport, VerifyOptions } from '../../db/chain-walk.ts'
import { dataFolder } from '../../db/data-folder.ts'
import { PostgresSnapshot } from '../../db/postgres-snapshot.ts'
import { verifyChain } from '../../db/verify-chain.ts'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { Recorded } from '../../shared/facts.ts'
import type { RoomId } from '../../shared/ids.ts'
import { recount } from '../../shared/recount.ts'
import { emptyRoom, evolve, type RoomState } from '../../shared/room-state.ts'
import { openView, type RoomView } from '../../shared/room-view.ts'
import { sumTallies } from '../../shared/sum-tallies.ts'
import { Mode, type RegionTally } from '../../shared/tally.ts'
import type { Election } from '../../shared/election.ts'
import { openings, registerByRoom } from '../election/opening.ts'
import { hashOfRequestBehind } from '../room/request-behind.ts'
import { type PhotosReport, verifyPhotos } from '../photos/verify-photos.ts'
import { type Missing, MovesBetweenRooms } from './moves-between-rooms.ts'

/** `totals` = each contest's figures counted again from the facts, mode `reported`; `differences` = where the running sums say something else.
 * `unfinished` = moves to another room whose arrival the next start of the server writes: no error. */
export type LedgerReport = {
  readonly ok: boolean
  readonly rooms: readonly RoomReport[]
  readonly totals: readonly RegionTally[]
  readonly damage: readonly string[]
  readonly differences: readonly string[]
  readonly unfinished: readonly Missing[]
}
/** The ledger and, beside it, the bytes of every photo it names. */
export type VerifyReport = LedgerReport & { readonly photos: PhotosReport }
type Folded = { readonly state: RoomState; readonly view: RoomView }

/** Never compared with a stored opening: ids are set aside there. */
const NO_ID = '0'.repeat(26)

/**
 * Rehashes every entry, folds the right ones and counts all totals twice: by the running sums that screens are fed from, and TPS
 * by TPS. Reads only, also while a server writes. `election` = as it is loaded; undefined = none.
 * `expectedHeads` = entries known from elsewhere, which alone reveal a cut end.
 */
export function verifyFolder(
  folder: string,
  election: Election | undefined,
  expectedHeads: VerifyOptions['expectedHeads'] = {},
): VerifyReport {
  const { report, photos } = verifyLedger(folder, election, expectedHeads)
  return withPhotos(report, verifyPhotos(dataFolder(folder).photos, photos))
}

/** Without a look at the bytes of photos. `photos` = the SHA-256 of all that the facts name. */
export function verifyLedger(
  folder: string,
  election: Election | undefined,
  expectedHeads: VerifyOptions['expectedHeads'] = {},
): { readonly report: LedgerReport; readonly photos: ReadonlySet<string> } {
  const proof = new Proof(election)
  return { report: proof.report(verifyChain(folder, proof.options(expectedHeads))), photos: proof.photos }
}

/** The same of a PostgreSQL database, in one snapshot. Undefined = it holds no ledger; throws what the driver says. */
export async function verifyDatabase(
  url: string,
  expectedHeads: VerifyOptions['expectedHeads'],
  photosFolder: string,
): Promise<VerifyReport | undefined> {
  const snapshot = await PostgresSnapshot.open(url)
  try {
    if (!(await snapshot.holdsLedger())) return undefined
    const proof = new Proof(await snapshot.election())
    const report = proof.report(await snapshot.verify(proof.options(expectedHeads)))
    return withPhotos(report, verifyPhotos(photosFolder, proof.photos))
  } finally {
    await snapshot.close()
  }
}

const withPhotos = (report: LedgerReport, photos: PhotosReport): VerifyReport => ({
  ...report,
  ok: report.ok && photos.missing.length === 0 && photos.changed.length === 0,
  photos,
})

/** Whatever became of photos. */
export const ledgerIsWhole = ({ rooms, damage, differences }: LedgerReport): boolean =>
  damage.length === 0 && differences.length === 0 && rooms.every(({ firstWrong }) => !firstWrong)

/** What the chain alone does not prove: that each fact can follow those before it, and that the figures follow from the facts. */
class Proof {
  readonly #election: Election | undefined
  readonly #registers: ReturnType<typeof registerByRoom>
  readonly #folds = new Map<RoomId, Folded>()
  readonly #moves = new MovesBetweenRooms()

  constructor(election: Election | undefined) {
    this.#election = election
    this.#registers = registerByRoom(election?.tps ?? [])
  }

  options(expectedHeads: VerifyOptions['expectedHeads'] = {}): VerifyOptions {
    return {
      openings: (loaded) => openings(loaded, () => NO_ID),
      onEntry: (entry, beside) => this.#fold(entry, beside),
      expectedHeads,
    }
  }

  #fold(entry: Recorded, { requestHash, text }: Beside): string | undefined {
    this.#moves.note(entry, requestHash)
    if ((hashOfRequestBehind(entry.fact, text) ?? requestHash) !== requestHash) return STRAY
    const known = this.#folds.get(entry.room) ?? openFold(entry.room, this.#registers)
    this.#folds.set(entry.room, known)
    try {
      known.view.advance(evolve(known.state, entry))
      return undefined
    } catch (error) {
      return `this fact cannot follow the ones before it: ${error instanceof Error ? error.message : String(error)}`
    }
  }

  /** SHA-256 of all that the facts name. */
  get photos(): ReadonlySet<string> {
    return new Set([...this.#folds.values()].flatMap(({ state }) => [...state.photos.bySha.keys()]))
  }

  report(chain: ChainReport): LedgerReport {
    const wrong = new Set(chain.rooms.flatMap(({ room, firstWrong }) => (firstWrong ? [room] : [])))
    const { lost, unfinished } = this.#moves.missing(wrong)
    const found: FirstWrongIn[] = [...lost.map(tellLost), ...this.#moves.strays().map((stray) => ({ ...stray, reason: STRAY }))]
    const rooms = chain.rooms.map((room) => withFirst(room, found))
    const totals = this.#election ? totalsOf(this.#election, [...this.#folds.values()]) : []
    const differences = [...this.#folds.values()].flatMap((folded) => differencesIn(folded))
    const ok = chain.ok && differences.length === 0 && found.length === 0
    return { ok, rooms, totals, damage: chain.damage, differences, unfinished }
  }
}

type FirstWrongIn = FirstWrong & { readonly room: RoomId }

/** A repeat of the request would be told that its id belongs to another one, or be written again. */
const STRAY = 'its request hash is not that of the request behind it'

const tellLost = ({ room, seq, form, to }: Missing): FirstWrongIn => ({
  room,
  seq,
  reason: `form ${form} left for room ${to} and never arrived there, so no total holds it`,
})

/** What only all rooms together tell comes after what the room's own chain tells. */
function withFirst(report: RoomReport, found: readonly FirstWrongIn[]): RoomReport {
  const [first] = found.filter(({ room }) => room === report.room).toSorted((a, b) => a.seq - b.seq)
  return !first || report.firstWrong ? report : { ...report, firstWrong: { seq: first.seq, reason: first.reason } }
}

function openFold(room: RoomId, registers: ReturnType<typeof registerByRoom>): Folded {
  const state = emptyRoom(room, registers.get(room) ?? [])
  return { state, view: openView(state) }
}

function totalsOf(election: Election, folds: readonly Folded[]): RegionTally[] {
  return election.contests.flatMap(({ region: contest }) => {
    const parts = folds.map(({ state }) => recount(state, { contest, region: state.room, mode: 'reported' }))
    return (
      sumTallies(
        contest,
        parts.filter((part) => part !== undefined),
      ) ?? []
    )
  })
}

/** The regency and its districts, in every mode. */
function differencesIn({ state, view }: Folded): string[] {
  const districts = new Set([...state.stations.keys()].map((tps) => tps.slice(0, 6)))
  const found: string[] = []
  for (const { region: contest } of state.contests) {
    for (const region of [state.room, ...districts]) {
      for (const mode of Mode.options) {
        const query = { contest, region, mode }
        const [running, counted] = [view.tally(query), recount(state, query)]
        if (canonicalJson(running ?? null) !== canonicalJson(counted ?? null))
          found.push(`${contest} ${region} ${mode}: the running sums differ from a recount`)
      }
    }
  }
  return found
}
