import { describe, expect, test } from 'vitest'
import { checkSheet, checkUnsilenced } from '../../shared/checks/all.ts'
import type { Sheet } from '../../shared/checks/check.ts'
import type { Figures } from '../../shared/form.ts'
import { aSheet, figures } from '../support/builders.ts'

const BALLOTS = { received: 298, returned: 0, unused: 69, used: 229 }
const USERS = { dpt: { total: 225 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 229 } }
const VOTERS = { dpt: { m: 140, f: 150, total: 290 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 294 } }
const withFigures = (changes: Partial<Figures>): Partial<Sheet> => ({ figures: figures(changes) })
const found = (changes: Partial<Sheet>, check: string) => checkUnsilenced(aSheet(changes)).find((one) => one.check === check)
const checksOf = (changes: Partial<Sheet>) => checkSheet(aSheet(changes)).map(({ check }) => check)

describe('[CK1] every check compares its own figures, and a sheet that keeps all rules is silent', () => {
  test('the published example', () => {
    expect(checkUnsilenced(aSheet())).toEqual([])
  })
  test.each([
    ['AR1', 'valid above the candidates', withFigures({ valid: 235 }), 'high', 225, 235, 10],
    ['AR1', 'valid below the candidates', withFigures({ valid: 220 }), 'high', 225, 220, 5],
    ['AR2', 'total above', withFigures({ total: 232 }), 'high', 229, 232, 3],
    ['AR2', 'total below', withFigures({ total: 226 }), 'high', 229, 226, 3],
    ['AR3', 'ballots used alone differ', withFigures({ ballots: { ...BALLOTS, used: 222 } }), 'medium', 222, 229, 7],
    ['AR3', 'the candidates break too', withFigures({ valid: 232, total: 236 }), 'high', 229, 236, 7],
    ['AR3', 'the total breaks too', withFigures({ total: 219 }), 'high', 229, 219, 10],
    ['AR4', 'users above their lists', withFigures({ users: { ...USERS, dpph: { total: 0 } } }), 'medium', 228, 229, 0],
    ['AR4', 'users below their lists', withFigures({ users: { ...USERS, dptb: { total: 9 } } }), 'medium', 235, 229, 0],
    ['AR5', 'fewer votes than people', withFigures({ users: { ...USERS, all: { total: 230 } } }), 'medium', 230, 229, 1],
    ['AR5', 'more votes than people', withFigures({ users: { ...USERS, all: { m: 100, f: 127 } } }), 'high', 227, 229, 2],
    ['AR6', 'ballots missing', withFigures({ ballots: { ...BALLOTS, unused: 60 } }), 'medium', 298, 289, 9],
    ['AR6', 'ballots too many', withFigures({ ballots: { ...BALLOTS, returned: 4 } }), 'medium', 298, 302, 4],
    ['AR7', 'more used than received', withFigures({ ballots: { ...BALLOTS, received: 228 } }), 'critical', 228, 229, 1],
    ['AR8', 'more of the DPT than stand in it', withFigures({ voters: { ...VOTERS, dpt: { total: 222 } } }), 'critical', 222, 225, 3],
    ['AR9', 'voters above their lists', withFigures({ voters: { ...VOTERS, all: { total: 300 } } }), 'medium', 294, 300, 0],
    ['AR9', 'voters below their lists', withFigures({ voters: { ...VOTERS, all: { total: 290 } } }), 'medium', 294, 290, 0],
    ['AR10', 'more moved in than listed', withFigures({ voters: { ...VOTERS, dpph: { total: 0 } } }), 'medium', 0, 1, 0],
    ['AR10', 'more disabled than listed', withFigures({ disabled: { voters: { total: 2 }, users: { m: 1, f: 2 } } }), 'medium', 2, 3, 0],
    [
      'PG1',
      'the page of the voters',
      withFigures({ voters: { dpt: { total: 0 } }, users: { all: { m: 0, f: 0 } } }),
      'medium',
      undefined,
      undefined,
      225,
    ],
    ['PG1', 'the page of the sums', withFigures({ valid: 0, total: 0 }), 'medium', undefined, undefined, 225],
    ['MA1', 'another DPT than the register', { registerDpt: 291 }, 'high', 291, 290, 0],
    ['MA2', 'three ballots more', withFigures({ ballots: { ...BALLOTS, received: 301 } }), 'info', 298, 301, 0],
    ['MA2', 'three ballots fewer', withFigures({ ballots: { ...BALLOTS, received: 295 } }), 'info', 298, 295, 0],
    ['MA2', 'counted on the register, not on the sheet', { registerDpt: 200 }, 'info', 205, 298, 0],
    ['SX1', 'one line', withFigures({ users: { ...USERS, all: { m: 100, f: 128, total: 229 } } }), 'info', 228, 229, 0],
    ['DT1', 'fewer came than were written down', withFigures({ voters: { ...VOTERS, dptb: { total: 4 } } }), 'info', 4, 3, 0],
    ['DT1', 'more came', withFigures({ voters: { ...VOTERS, dptb: { total: 2 } } }), 'info', 2, 3, 0],
    ['DB1', 'more than a tenth', withFigures({ users: { ...USERS, dptb: { total: 23 } } }), 'medium', 22, 23, 0],
    ['MX1', 'more than the maximum', { maxVotersPerTps: 289 }, 'medium', 289, 290, 0],
    ['TM1', 'before closing', { reportedAt: '2020-12-09T04:59:59.999Z' }, 'high', undefined, undefined, 225],
  ] as const)('%s: %s', (check, _name, changes, severity, expected, actual, stake) => {
    expect(found(changes, check)).toMatchObject({ check, severity, stake })
    expect([found(changes, check)?.expected, found(changes, check)?.actual]).toEqual([expected, actual])
  })
})

describe('[CK2] the edges of a rule are silent', () => {
  test.each([
    ['AR7', 'all received were used', withFigures({ ballots: { received: 229, returned: 0, unused: 0, used: 229 } })],
    ['AR8', 'the whole DPT came', withFigures({ voters: { ...VOTERS, dpt: { total: 225 } } })],
    ['AR10', 'all listed came', withFigures({ disabled: { voters: { total: 3 }, users: { total: 3 } } })],
    ['MA2', 'two ballots more', withFigures({ ballots: { ...BALLOTS, received: 300 } })],
    ['MA2', 'two ballots fewer', withFigures({ ballots: { ...BALLOTS, received: 296 } })],
    ['DB1', 'exactly a tenth', withFigures({ users: { ...USERS, all: { total: 230 }, dptb: { total: 23 } } })],
    ['MX1', 'exactly the maximum', { maxVotersPerTps: 290 }],
    ['TM1', 'at the minute of closing', { reportedAt: '2020-12-09T05:00:00.000Z' }],
    ['TM1', 'a photo before closing', { figures: {}, reportedAt: '2020-12-09T01:00:00.000Z' }],
    ['PG1', 'valid 0, all votes invalid', withFigures({ valid: 0 })],
    ['PG1', 'DPT 0, but people came', withFigures({ voters: { dpt: { total: 0 } } })],
  ] as const)('%s: %s', (check, _name, changes) => {
    expect(found(changes, check)).toBeUndefined()
  })
  test('the reserve is rounded up in whole papers: 2.5 % of 280 are 7, not 8', () => {
    const received = (n: number) => found({ registerDpt: 280, ...withFigures({ ballots: { received: n } }) }, 'MA2')?.expected
    expect([received(289), received(290), received(285), received(284)]).toEqual([undefined, 287, undefined, 287])
  })
})

describe('[CK3] a figure that is missing silences the checks that need it; missing is not zero', () => {
  const wrong: Figures = {
    votes: { '1': 900, '2': 1, '3': 1 },
    valid: 77,
    invalid: 30,
    total: 600,
    voters: { dpt: { m: 1, f: 1, total: 90 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 500 } },
    users: { dpt: { total: 325 }, dpph: { total: 2 }, dptb: { total: 200 }, all: { total: 500 } },
    disabled: { voters: { total: 1 }, users: { total: 2 } },
    ballots: { received: 100, returned: 1, unused: 1, used: 101 },
  }
  const all = ['AR1', 'AR2', 'AR3', 'AR4', 'AR5', 'AR6', 'AR7', 'AR8', 'AR9', 'AR10', 'MA1', 'MA2', 'SX1', 'DT1', 'DB1', 'MX1', 'TM1']
  const context = { maxVotersPerTps: 80, reportedAt: '2020-12-09T01:00:00.000Z' }
  const lostBy = (changes: Partial<Sheet>) => {
    const left = checksOf({ ...context, figures: wrong, ...changes })
    return all.filter((check) => !left.includes(check))
  }
  test('with every figure wrong, all but PG1 speak', () => expect(lostBy({})).toEqual([]))
  test.each([
    ['one candidate', { votes: { '1': 900, '2': 1 } }, ['AR1']],
    ['every vote', { votes: undefined }, ['AR1', 'TM1']],
    ['valid', { valid: undefined }, ['AR1', 'AR2']],
    ['invalid', { invalid: undefined }, ['AR2']],
    ['total', { total: undefined }, ['AR2', 'AR3', 'AR5']],
    ['voters in DPT', { voters: { ...wrong.voters, dpt: undefined } }, ['AR8', 'AR9', 'MA1', 'SX1', 'MX1']],
    ['voters in DPPh', { voters: { ...wrong.voters, dpph: undefined } }, ['AR9']],
    ['voters in DPTb', { voters: { ...wrong.voters, dptb: undefined } }, ['AR9', 'DT1']],
    ['all voters', { voters: { ...wrong.voters, all: {} } }, ['AR9']],
    ['users in DPT', { users: { ...wrong.users, dpt: undefined } }, ['AR4', 'AR8']],
    ['users in DPPh', { users: { ...wrong.users, dpph: { m: 1 } } }, ['AR4']],
    ['users in DPTb', { users: { ...wrong.users, dptb: undefined } }, ['AR4', 'DT1', 'DB1']],
    ['all users', { users: { ...wrong.users, all: undefined } }, ['AR4', 'AR5', 'DB1']],
    ['disabled and moved in', { disabled: undefined, users: { ...wrong.users, dpph: undefined } }, ['AR4', 'AR10']],
    ['received', { ballots: { ...wrong.ballots, received: undefined } }, ['AR6', 'AR7', 'MA2']],
    ['returned', { ballots: { ...wrong.ballots, returned: undefined } }, ['AR6']],
    ['unused', { ballots: { ...wrong.ballots, unused: undefined } }, ['AR6']],
    ['used', { ballots: { ...wrong.ballots, used: undefined } }, ['AR3', 'AR6', 'AR7']],
    ['women in DPT', { voters: { ...wrong.voters, dpt: { m: 1, total: 90 } } }, ['SX1']],
    ['the total of DPT', { voters: { ...wrong.voters, dpt: { m: 45, f: 45 } } }, ['SX1']],
    ['men in DPT', { voters: { ...wrong.voters, dpt: { f: 1, total: 90 } } }, ['SX1']],
  ] as const)('without %s', (_name, changes, lost) => {
    expect(lostBy({ figures: { ...wrong, ...changes } })).toEqual(lost)
  })
  test('without a DPT in the register', () => expect(lostBy({ registerDpt: undefined })).toEqual(['MA1', 'MA2']))
  test('without half of a page nothing is said about the page', () => {
    const silent: Figures[] = [{ valid: 0 }, { total: 0 }, { voters: { dpt: { total: 0 } } }, { users: { all: { total: 0 } } }]
    for (const half of silent) expect(found({ figures: half }, 'PG1')).toBeUndefined()
  })
})

describe('[CK4] a missing page is its own finding and silences the sums it would break', () => {
  const noVoters = { dpt: { total: 0 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 0 } }
  const noUsers = { ...USERS, all: { total: 0 } }
  test.each([
    ['the page of the sums', withFigures({ valid: 0, total: 0 }), ['PG1'], ['AR1', 'AR2', 'AR3', 'AR5']],
    ['the page of the voters', withFigures({ voters: noVoters, users: noUsers }), ['PG1', 'DB1'], ['AR4', 'AR5', 'AR8', 'AR9', 'MA1']],
    [
      'the voters and, on the same page, the ballots',
      withFigures({ voters: noVoters, users: noUsers, ballots: { received: 0, returned: 0, unused: 1, used: 0 } }),
      ['PG1', 'MA2', 'DB1'],
      ['AR3', 'AR4', 'AR5', 'AR6', 'AR8', 'AR9', 'MA1'],
    ],
    [
      'the voters, received ballots left at zero',
      withFigures({ voters: noVoters, users: noUsers, ballots: { received: 0, returned: 0, unused: 69, used: 229 } }),
      ['AR7', 'PG1', 'MA2', 'DB1'],
      ['AR4', 'AR5', 'AR6', 'AR8', 'AR9', 'MA1'],
    ],
    [
      'both',
      withFigures({ valid: 0, total: 0, voters: noVoters, users: noUsers }),
      ['PG1', 'DB1'],
      ['AR1', 'AR2', 'AR3', 'AR4', 'AR8', 'AR9', 'MA1'],
    ],
  ] as const)('%s', (_name, changes, left, silenced) => {
    expect(checksOf(changes)).toEqual(left)
    expect(
      checkUnsilenced(aSheet(changes))
        .map(({ check }) => check)
        .filter((check) => !checksOf(changes).includes(check)),
    ).toEqual(silenced)
  })
  test('two found, one of them silenced', () => {
    expect(checksOf({ figures: { votes: figures().votes, valid: 0, total: 0 } })).toEqual(['PG1'])
  })
  test('no ballot used beside the missing voters is a zero of that page', () => {
    expect(checksOf({ figures: { voters: noVoters, users: noUsers, ballots: { ...BALLOTS, used: 0 } } })).not.toContain('AR6')
  })
  test('a sum the missing page does not touch still speaks', () => {
    expect(checksOf(withFigures({ valid: 0, total: 0, users: { ...USERS, dpph: { total: 0 } } }))).toEqual(['AR4', 'PG1'])
    expect(checksOf(withFigures({ voters: noVoters, users: noUsers, total: 239 }))).toContain('AR2')
    expect(checksOf(withFigures({ voters: noVoters, users: noUsers, ballots: { ...BALLOTS, used: 219 } }))).toEqual(
      expect.arrayContaining(['AR3', 'AR6']),
    )
  })
})

describe('[CK6] a finding speaks Indonesian in the words of the paper and English, with its numbers, and accuses nobody', () => {
  test.each([
    [
      withFigures({ valid: 1235 }),
      'AR1',
      'Suara semua paslon berjumlah 225, tertulis jumlah seluruh suara sah 1.235: selisih 1.010.',
      "The candidates' votes add up to 225, all valid votes are written as 1,235: a difference of 1,010.",
    ],
    [
      withFigures({ users: { ...USERS, all: { m: 1, f: 2, total: 229 } }, voters: { ...VOTERS, dpt: { m: 1, f: 1, total: 290 } } }),
      'SX1',
      'Laki-laki dan perempuan tidak sama dengan jumlahnya: pemilih dalam DPT 1 + 1 = 2, tertulis 290; jumlah pengguna hak pilih 1 + 2 = 3, tertulis 229.',
      'Men and women do not make the total: voters in DPT 1 + 1 = 2, written as 290; all users 1 + 2 = 3, written as 229.',
    ],
    [
      { reportedAt: '2020-12-09T04:30:30.000Z' },
      'TM1',
      'Suara masuk 30 menit sebelum pemungutan suara ditutup. Periksa dulu jam dan TPS-nya.',
      'Votes arrived 30 minutes before the polls closed. Check the clock and the TPS first.',
    ],
    [
      withFigures({ valid: 0, total: 0 }),
      'PG1',
      'Jumlah suara sah 0 dan jumlah seluruh suara sah dan suara tidak sah 0: halaman jumlah suara tampaknya belum terisi.',
      'Valid votes and total are both 0: the page of the sums seems to be missing.',
    ],
    [
      { figures: { voters: { dpt: { total: 0 } }, users: { all: { total: 0 } } } },
      'PG1',
      'Pemilih dalam DPT 0 dan pengguna hak pilih 0: halaman data pemilih tampaknya belum terisi.',
      'DPT and users are both 0: the page of the voters seems to be missing.',
    ],
    [
      { figures: { valid: 0, total: 0, voters: { dpt: { total: 0 } }, users: { all: { total: 0 } } } },
      'PG1',
      'DPT, pengguna hak pilih, suara sah dan jumlah seluruh suara semuanya 0: kedua halaman tampaknya belum terisi.',
      'DPT, users, valid votes and total are all 0: both pages seem to be missing.',
    ],
    [
      withFigures({ users: { ...USERS, dptb: { total: 23 } } }),
      'DB1',
      'Pengguna hak pilih DPTb 23 dari 229 pengguna hak pilih: lebih dari 10 %.',
      '23 of 229 users stand in DPTb: more than 10 %.',
    ],
  ] as const)('%#', (changes, check, id, en) => {
    expect(found(changes, check)?.message).toEqual({ id, en })
  })
  test('no message accuses', () => {
    const zeros = { m: 0, f: 0, total: 0 }
    const sheets: Figures[] = [
      figures({
        valid: 1,
        total: 900,
        users: { dpt: { m: 1, f: 1, total: 500 }, dpph: { total: 9 }, dptb: { total: 99 }, all: { total: 7 } },
      }),
      figures({ ballots: { received: 1, returned: 1, unused: 1, used: 9 }, voters: { dpt: zeros, all: zeros }, users: { all: zeros } }),
      figures({ valid: 0, total: 0, voters: { dpt: zeros }, users: { all: zeros } }),
      figures({
        valid: 0,
        total: 0,
        voters: { ...VOTERS, all: { total: 1 }, dptb: { total: 0 } },
        disabled: { voters: zeros, users: { total: 1 } },
      }),
    ]
    const all = sheets.flatMap((one) => checkUnsilenced(aSheet({ figures: one, maxVotersPerTps: 1, reportedAt: '2020-12-09T01:00:00Z' })))
    expect(new Set(all.map(({ check }) => check)).size).toBe(18)
    for (const { message, hint } of all) {
      for (const words of [message.id, message.en, hint?.id ?? '', hint?.en ?? '']) {
        expect(words).not.toMatch(/curang|palsu|manipulasi|penggelembungan|fraud|fake|stuff|cheat|forg|undefined|NaN/i)
      }
    }
  })
})
