import type { Browser } from 'playwright-core'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../shared/roles.ts'
import { launch } from '../helpers/browser.ts'
import { caller } from '../support/caller.ts'
import { PASSWORD, smallElection, startServer, type TestServer } from '../support/server.ts'
import { LOOKS, Walker } from '../support/walk.ts'

const election = smallElection()
const stations = election.tps.map(({ tps }) => tps as string).filter((tps) => tps.startsWith('6472'))
const take = (n: number): string[] => stations.splice(0, n)
/** One TPS a look for whoever changes it. */
const [disputed, revoted, typed, witnessed] = [take(4), take(4), take(4), take(4)]
const BROKEN = take(1)[0] ?? ''
const DISTRICT = BROKEN.slice(0, 6)
const inDistrict = stations.filter((tps) => tps.startsWith(DISTRICT))

let browser: Browser
let server: TestServer
beforeAll(async () => {
  browser = await launch()
  server = await startServer({ election })
  const ask = caller(server.base)
  const [witness, desk] = await Promise.all(
    (['witness', 'desk'] as const).map((source) => server.tokenFor([{ role: 'head', region: '64' }], [source])),
  )
  const form = (tps: string, second: number, valid = 130 + second) => ({
    id: ulid(),
    tps,
    contest: '6472',
    figures: { votes: { '1': 80, '2': second, '3': 50 }, valid, invalid: 4, total: valid + 4 },
  })
  const sent = [
    await ask(witness, 'POST', '/api/forms/batch', {
      forms: [...disputed.map((tps) => form(tps, 60)), ...revoted.map((tps) => form(tps, 40)), form(BROKEN, 100, 280)],
    }),
    await ask(desk, 'POST', '/api/forms/batch', { forms: [...disputed.map((tps) => form(tps, 70)), form(BROKEN, 100, 280)] }),
  ]
  const statuses = sent.flatMap(({ body }) => (body as { answers: { status: number }[] }).answers.map(({ status }) => status))
  if (statuses.some((status) => status !== 201)) throw new Error(`the forms were answered ${statuses.join(', ')}`)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Four times through a role, also where others use the machine. */
const PATIENCE = 180_000

type Work = (walker: Walker, look: number) => Promise<void>
type Walk = {
  readonly role: Role
  /** The grant's region, by look where each has its own. */
  readonly region: (look: number) => string
  readonly lands: string
  readonly heading: readonly [id: string, en: string]
  readonly work: Work
  readonly forbidden: string
}
const samarinda = () => '6472'
const province = () => '64'
const district = () => DISTRICT
const onTps = async (walker: Walker, tps: string): Promise<void> => {
  await walker.goto(`/tps/${tps}?pemilihan=6472`)
  await walker.heading(walker.say('Laporan berdampingan', 'Reports side by side'))
}

/** Types a form and gets a receipt; nothing on the page tells what others reported or what the checks found. */
const reports =
  (tpsOf: (look: number) => string, pick: boolean): Work =>
  async (walker, look) => {
    if (pick) await walker.page.getByLabel(walker.say('Kode TPS', 'Polling station code')).fill(tpsOf(look))
    for (const [i, value] of ['83', '102', '41', '226', '4', '230'].entries())
      await walker.page.locator('.figure-field input').nth(i).fill(value)
    await walker.button(walker.say('Kirim laporan', 'Send the report')).click()
    await walker.heading(walker.say('Laporan diterima', 'Report received'))
    expect(await walker.page.locator('.receipt-code').innerText()).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/i)
    const text = (await walker.page.locator('main').innerText()).toLowerCase()
    const told = ['angka dari satu orang', 'one person’s figures', 'perlu dicek', 'needs checking', '102']
    expect(told.filter((one) => text.includes(one))).toEqual([])
  }

async function decides(walker: Walker, [open, submit]: readonly [string, string], choose: string | RegExp): Promise<void> {
  await walker.button(open).click()
  const dialog = walker.page.getByRole('dialog')
  await dialog.getByRole('radio', { name: choose }).check()
  await dialog.getByLabel(walker.say('Alasan', 'Reason')).fill(walker.say('dibaca dari plano', 'read from the wall sheet'))
  await walker.isAccessible()
  await dialog.getByRole('button', { name: submit }).click()
}
const settles: Work = async (walker, look) => {
  const tps = disputed[look] ?? ''
  await onTps(walker, tps)
  await decides(
    walker,
    walker.say(['Putuskan angka', 'Simpan keputusan'], ['Settle figures', 'Store the settlement']),
    walker.say(/Saksi/, /Witness/),
  )
  await walker.page.getByText(walker.say('Keputusan tersimpan.', 'The settlement is stored.')).waitFor()
  await walker.page.getByText(walker.say('Alasan: dibaca dari plano', 'Reason: read from the wall sheet')).waitFor()
  const settled = server
    .rooms()
    .room('6472' as never)
    ?.state.cells.get(`${tps}/6472/1` as never)?.settlements
  expect(settled?.map(({ figures }) => figures.votes)).toEqual([{ '1': 80, '2': 60, '3': 50 }])
}
const ordersARoundAndMakesAWall: Work = async (walker, look) => {
  await onTps(walker, revoted[look] ?? '')
  await decides(walker, walker.say(['Catat putaran baru', 'Mulai putaran 2'], ['Record a new round', 'Begin round 2']), /PSU/)
  await walker.page.getByText(walker.say('Putaran 2 dimulai.', 'Round 2 has begun.')).waitFor()
  await walker.looksRight()
  await walker.goto('/kelola/layar')
  // The name of a link is kept as it was typed, whatever is read later.
  await walker.page.getByLabel(walker.say('Nama', 'Name'), { exact: true }).fill('Lobi')
  await walker.button(walker.say('Buat tautan', 'Create a link')).click()
  await walker.page.getByText(/\/wall#[\w-]{20,}/).waitFor()
}
const invites: Work = async (walker) => {
  await walker.page.getByRole('link', { name: walker.say('Undangan', 'Invitations') }).click()
  await walker.page.getByLabel(walker.say('Nama orang', 'Name of the person')).fill('Rudi')
  await walker.page.getByLabel(walker.say('Kabupaten atau kota', 'Regency or city')).selectOption({ label: 'Kota Samarinda' })
  await walker.button(walker.say('Buat undangan', 'Make invitation')).click()
  const link = await walker.page.getByText(/\/undangan#[\w-]{43}$/).innerText()
  const guest = await Walker.open(browser, walker.look, server.base)
  await guest.page.goto(link)
  await guest.heading('Anda diundang')
  await guest.chooseLook()
  await guest.heading(guest.say('Anda diundang', 'You are invited'))
  await guest.page.getByLabel(guest.say('Nama akun Anda', 'Your account name')).fill(`rudi ${ulid()}`)
  for (const label of guest.say(['Kata sandi', 'Kata sandi sekali lagi'], ['Password', 'Password once more']))
    await guest.page.getByLabel(label, { exact: true }).fill(PASSWORD)
  await guest.looksRight()
  await guest.button(guest.say('Buat akun dan masuk', 'Make account and sign in')).click()
  await guest.page.waitForURL(/\/hasil/)
  await guest.looksRight()
  await guest.leave()
}
const reads = async (walker: Walker): Promise<void> => {
  await walker.heading(walker.say('Laporan berdampingan', 'Reports side by side'))
  const finding = walker.page.locator('.finding').filter({ hasText: 'AR1' }).first()
  for (const told of walker.say(['seharusnya 230', 'tertulis 280', 'Langkah berikut'], ['expected 230', 'written 280', 'Next step']))
    await finding.getByText(told).waitFor()
  await finding.getByText(walker.say(/formulir jujur|formulir yang jujur/, /honest forms/)).waitFor()
  await walker.page.getByText(walker.say('Angka diputuskan oleh koordinator', 'Figures are settled by the coordinator')).waitFor()
}
const filters: Work = async (walker) => {
  await walker.goto('/jelajah?wilayah=6472&rinci=tps')
  await walker.button(walker.say(/^tinggi 1$/, /^high 1$/)).click()
  await walker.page.locator(`#row-${BROKEN}`).click()
  await walker.page.locator(`#row-${BROKEN}.chosen`).waitFor()
  await walker.looksRight()
  await walker.page.getByRole('link', { name: walker.say('Buka TPS', 'Open TPS') }).click()
  await walker.page.waitForURL(`**/tps/${BROKEN}?*`)
  await reads(walker)
}
const followsAFinding: Work = async (walker) => {
  await walker.goto('/perlu-dicek?daftar=temuan')
  await walker.page.getByText('AR1').first().waitFor()
  await walker.looksRight()
  await walker.page.locator('article .where').first().click()
  await reads(walker)
  await walker.page
    .getByRole('link', { name: walker.say(/^catatan /, /^entry /) })
    .first()
    .click()
  await walker.heading(walker.say(/^Buku besar: /, /^Ledger: /))
}
const readsDown: Work = async (walker) => {
  await walker.page.getByRole('link', { name: 'Wali Kota Samarinda' }).click()
  await walker.heading('Wali Kota Samarinda')
  for (const level of walker.say(['Kecamatan', 'Desa dan kelurahan'], ['Districts', 'Villages'])) {
    await walker.page.getByRole('columnheader', { name: level, exact: true }).waitFor()
    await walker.page.getByRole('rowheader').getByRole('link').first().click()
  }
  await walker.page
    .getByText(walker.say('Rincian per TPS tidak untuk peran ini.', 'Single polling stations are not shown to this role.'))
    .waitFor()
  expect(await walker.page.locator('a[href^="/tps/"]').count()).toBe(0)
}
const readsHisDistrict: Work = async (walker) => {
  await walker.page.getByRole('columnheader', { name: walker.say('Desa dan kelurahan', 'Villages'), exact: true }).waitFor()
  expect(await walker.page.getByRole('link', { name: walker.say('Putar ulang', 'Replay'), exact: true }).count()).toBe(0)
  await walker.goesDown(2)
  expect(walker.page.url()).toContain(`/tps/${DISTRICT}`)
  await walker.heading(walker.say('Belum ada laporan dari TPS ini', 'Nobody has reported this TPS yet'))
}
const readsNothingThatRuns: Work = async (walker) => {
  expect(await walker.page.locator('main').innerText()).not.toMatch(/\d/)
  expect(await walker.page.getByRole('navigation').count()).toBe(0)
}
const headOf = (room: string): string =>
  server
    .rooms()
    .room(room as never)
    ?.head.hash.slice(0, 8) ?? 'no head'
const readsTheLedger: Work = async (walker) => {
  await walker.page.getByRole('link', { name: 'Kota Samarinda' }).click()
  await walker.page.getByRole('columnheader', { name: 'Hash', exact: true }).first().waitFor()
  await walker.page.getByText(headOf('6472')).first().waitFor()
}

const form = ['Lapor TPS', 'Report a polling station (TPS)'] as const
const one = ['Wali Kota Samarinda', 'Wali Kota Samarinda'] as const
const all = ['Hasil per pemilihan', 'Results by contest'] as const
const WALKS: readonly Walk[] = [
  {
    role: 'administrator',
    region: province,
    lands: '/kelola',
    heading: ['Pilkada Kaltim 2020', 'Pilkada Kaltim 2020'],
    work: invites,
    forbidden: '/perlu-dicek',
  },
  { role: 'head', region: province, lands: '/hasil', heading: all, work: ordersARoundAndMakesAWall, forbidden: '/kelola/token' },
  { role: 'coordinator', region: samarinda, lands: '/hasil', heading: one, work: settles, forbidden: '/kelola/orang' },
  {
    role: 'field-coordinator',
    region: district,
    lands: '/lapor',
    heading: form,
    work: reports((look) => inDistrict[look] ?? '', true),
    forbidden: '/perlu-dicek',
  },
  {
    role: 'operator',
    region: samarinda,
    lands: '/lapor',
    heading: form,
    work: reports((look) => typed[look] ?? '', true),
    forbidden: '/hasil',
  },
  { role: 'analyst', region: samarinda, lands: '/hasil', heading: one, work: filters, forbidden: '/lapor' },
  { role: 'legal', region: province, lands: '/hasil', heading: all, work: followsAFinding, forbidden: '/lapor' },
  { role: 'leader', region: province, lands: '/hasil', heading: all, work: readsDown, forbidden: '/perlu-dicek' },
  {
    role: 'press',
    region: province,
    lands: '/pers',
    heading: ['Belum ada laporan yang diumumkan', 'No report has been declared yet'],
    work: readsNothingThatRuns,
    forbidden: '/hasil',
  },
  { role: 'recap-witness', region: district, lands: '/hasil', heading: one, work: readsHisDistrict, forbidden: '/lapor' },
  {
    role: 'witness',
    region: (look) => witnessed[look] ?? '',
    lands: '/lapor',
    heading: form,
    work: reports((look) => witnessed[look] ?? '', false),
    forbidden: '/hasil',
  },
  { role: 'auditor', region: province, lands: '/buku', heading: ['Buku besar', 'Ledger'], work: readsTheLedger, forbidden: '/hasil' },
]

describe('[RW1] every role does its work in both languages and both themes', () => {
  test.each(WALKS)(
    '$role',
    async ({ role, region, lands, heading, work, forbidden }) => {
      for (const [look, wanted] of LOOKS.entries()) {
        const { name } = await server.signIn(role, region(look))
        const walker = await Walker.open(browser, wanted, server.base)
        await walker.signIn(name)
        await walker.heading(walker.say(...heading))
        expect(new URL(walker.page.url()).pathname).toBe(lands)
        await walker.looksRight()
        await work(walker, look)
        await walker.looksRight()
        await walker.isAccessible()
        await walker.isRefused(forbidden)
        await walker.leave()
      }
    },
    PATIENCE,
  )
})

describe('[RW2] a wall opens by its link alone, in the language and theme the link asks for', () => {
  test.each(['dalam', 'tamu'] as const)(
    '%s',
    async (profile) => {
      const link = await server.wallLink('64', profile)
      for (const look of LOOKS) {
        const wall = await Walker.open(browser, look, server.base)
        await wall.goto(`/wall?bahasa=${look.language}&tema=${look.theme === 'dark' ? 'gelap' : 'terang'}&jeda=1#${link}`)
        const running = wall.page.getByText(
          wall.say('Hitungan internal, bukan hasil resmi KPU', 'Internal count, not an official KPU result'),
        )
        if (profile === 'dalam') await running.first().waitFor()
        else await wall.heading(wall.say('Belum ada laporan yang diumumkan', 'No report has been declared yet'))
        await wall.looksRight()
        await wall.isAccessible()
        // Nothing that runs: no figure at all for guests.
        expect(/\d/.test(await wall.page.locator('body').innerText())).toBe(profile === 'dalam')
        await wall.leave()
      }
    },
    PATIENCE,
  )
})
