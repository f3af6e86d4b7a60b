import { beforeEach, describe, expect, test } from 'vitest'
import { reportMoved } from '../../shared/decide-move.ts'
import type { Fact } from '../../shared/facts.ts'
import type { Draft } from '../../db/ledger.ts'
import type { Store } from '../../db/store.ts'
import { arrivalHash } from '../../server/room/request-id.ts'
import { verifyFolder } from '../../server/tally/verify-folder.ts'
import { aFolder, opened } from '../support/data-folder.ts'
import { anElection, appended, draftOf } from '../support/drafts.ts'
import {
  atSeq,
  contestWith,
  ELSEWHERE,
  given,
  GOVERNOR,
  idOf,
  MAYOR,
  opened as anOpening,
  reported,
  ROOM,
  TPS_ELSEWHERE,
  withdrawn,
} from '../support/facts.ts'
import { openingsOf } from '../support/tampering.ts'

const election = anElection({ contests: [contestWith(GOVERNOR, [1, 2, 3]), contestWith(MAYOR, [1, 2])] })
const figures = { votes: { '1': 10, '2': 20, '3': 30 } }
const form = reported(1, { contest: GOVERNOR, figures })
const leaves = withdrawn(2, { contest: GOVERNOR, form: idOf(1), to: TPS_ELSEWHERE })

let folder: string
let store: Store
beforeEach(async () => {
  folder = aFolder()
  store = await opened(folder)
  await store.elections.saveElection(election)
  for (const opening of openingsOf(election)) await appended(store.ledger, [draftOf(opening, { at: atSeq(0) })], opening.room)
  await appended(store.ledger, [draftOf(form), draftOf(leaves)])
})
const there = (fact: Fact, change: Partial<Draft>) => appended(store.ledger, [draftOf(fact, change)], ELSEWHERE)
async function verified() {
  await store.close()
  return verifyFolder(folder, election)
}

describe('[VF7] a form that left for another room and is not there is named', () => {
  test('as unfinished and no error while the other room had no time for it', async () => {
    const report = await verified()
    expect(report).toMatchObject({ ok: true, unfinished: [{ room: ROOM, seq: 3, form: idOf(1), to: ELSEWHERE }] })
  })
  test('as wrong when the other room went on without it', async () => {
    await there(reported(3, { contest: GOVERNOR, tps: TPS_ELSEWHERE, figures }), { at: atSeq(120) })
    const report = await verified()
    expect(report).toMatchObject({ ok: false, unfinished: [] })
    expect(report.rooms.find(({ room }) => room === ROOM)?.firstWrong).toEqual({
      seq: 3,
      reason: expect.stringMatching(/left for room 6471 and never arrived/),
    })
  })
  test('and not when it arrived, under whatever id', async () => {
    const contests = election.contests
    const [withdrawal] = given(anOpening({ contests }), form, leaves).withdrawals
    await there(reportMoved(withdrawal!, ROOM, idOf(77)), { at: atSeq(120), requestHash: arrivalHash(idOf(2)) })
    expect(await verified()).toMatchObject({ ok: true, unfinished: [] })
  })
})
