import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TpsAnswer } from '../../shared/answers.ts'
import { MAX_PHOTO_BYTES } from '../../shared/photo.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { aSheet, sha256Of } from '../support/pictures.ts'
import { PHOTO_TPS as TPS, said, type Said, sendPhoto, type Sending } from '../support/send-photo.ts'
import { startServer, type TestServer } from '../support/server.ts'

const [OTHER, FOREIGN] = ['6472011001005', '6471011001001'] as const
let server: TestServer
let ask: ReturnType<typeof caller>
let witness: string
let head: string
beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  witness = await server.tokenFor([{ role: 'witness', region: '6472' }])
  head = await server.tokenFor([{ role: 'head', region: '64' }])
})
afterAll(() => server.stop())

const send = (bytes: Buffer, metadata: Said, more: Partial<Sending> = {}) =>
  sendPhoto(bytes, metadata, { base: server.base, token: witness, ...more })
const page = async (tps: string = TPS) => TpsAnswer.parse((await ask(head, 'GET', `/api/tps/${tps}`)).body)
const photosOf = async (tps: string = TPS) => (await page(tps)).photos
const looked = async (sha256: string, look: string): Promise<void> =>
  await expect.poll(async () => (await photosOf()).find((one) => one.sha256 === sha256)?.look, { timeout: 10_000 }).toBe(look)

describe('[PH1] a photo that was acknowledged is there, bit by bit, whatever happens next', () => {
  test('its bytes, its place and a receipt; the TPS has a photo and no figures', async () => {
    const bytes = await aSheet(1)
    const { receipt } = await send(bytes, said(bytes), { chunkSize: 20_000 })
    expect(receipt).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
    const { standings, photos, history } = await page()
    expect(standings.find(({ contest }) => contest === '6472')?.standing).toEqual({ knowledge: 'none', proof: 'photo' })
    expect(photos).toMatchObject([
      { sha256: sha256Of(bytes), document: 'plano', page: 1, origin: 'witness', bytes: bytes.length, width: 1200 },
    ])
    expect(history.map(({ type }) => type)).toContain('photo.stored')
    const response = await fetch(`${server.base}/api/photos/${sha256Of(bytes)}`, { headers: { authorization: `Bearer ${head}` } })
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('an upload that was cut goes on where it was, also on a server that was started anew', async () => {
    const own = await startServer({ election: contractElection() })
    const token = await own.tokenFor([{ role: 'witness', region: '6472' }])
    const bytes = await aSheet(2)
    const begun = await fetch(`${own.base}/api/photos`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': Object.entries(said(bytes))
          .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
          .join(','),
        'content-type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(bytes.subarray(0, 1000)),
    })
    expect([begun.status, begun.headers.get('upload-offset')]).toEqual([201, '1000'])
    const path = begun.headers.get('location') ?? ''
    await own.stop({ keepFolder: true, removeFolder: false })
    const again = await startServer({ folder: own.folder })
    const sent = await send(bytes, said(bytes), { token, base: again.base, url: again.base + path })
    expect(sent).toEqual({ receipt: expect.any(String), url: again.base + path })
    expect(
      again
        .rooms()
        .room('6472' as never)
        ?.state.photos.bySha.get(sha256Of(bytes)),
    ).toHaveLength(1)
    await again.stop({ removeFolder: true })
  })

  test('whole but not yet written down, it is taken in before its end is told', async () => {
    const bytes = await aSheet(3)
    const first = await send(bytes, said(bytes, { page: '2' }))
    const before = (await page()).seq
    const again = await send(bytes, said(bytes, { page: '2' }), { url: first.url })
    expect(again.receipt).toBe(first.receipt)
    await looked(sha256Of(bytes), 'whole')
    expect((await page()).history.filter(({ type, seq }) => type === 'photo.stored' && seq > before)).toEqual([])
  })
})

describe('[PH2] what is no photo of ours is refused in words, and nothing of it stays', () => {
  const files = async () => (await readdir(join(server.folder, 'photos'))).filter((name) => name.length === 2)
  const refused = (bytes: Buffer, metadata: Said, more = {}) =>
    send(bytes, metadata, more).then(
      () => undefined,
      (reason: { status: number; body: string }) => ({
        status: reason.status,
        ...(JSON.parse(reason.body) as { code: string; detail: string }),
      }),
    )
  test('a text, a drawing with a script, a picture with another hash than announced', async () => {
    const before = await files()
    for (const bytes of [
      Buffer.from('bukan foto'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      Buffer.from('%PDF-1.7'),
    ])
      expect(await refused(bytes, said(bytes))).toMatchObject({
        status: 422,
        code: 'invalid',
        detail: expect.stringContaining('JPEG, PNG or WebP'),
      })
    const bytes = await aSheet(4)
    expect(await refused(bytes, said(bytes, { sha256: 'a'.repeat(64) }))).toMatchObject({
      status: 422,
      detail: expect.stringContaining('sha256'),
    })
    expect(await files()).toEqual(before)
  })
  test('more than 40 megapixels', async () => {
    const bytes = await sharp({ create: { width: 8000, height: 5001, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(await refused(bytes, said(bytes))).toMatchObject({ status: 422, detail: expect.stringContaining('40 megapixels') })
  })
  test('more than 15 MB is refused before a byte of it is read', async () => {
    const bytes = Buffer.alloc(MAX_PHOTO_BYTES + 1)
    expect(await refused(bytes, said(bytes))).toMatchObject({ status: 413, code: 'too-large' })
  })
  test.each([
    ['tps', { tps: '647201100100' }, 422, 'tps'],
    ['document', { document: 'selfie' }, 422, 'document'],
    ['page', { page: '0' }, 422, 'page'],
    ['a key nobody knows', { note: 'x' }, 422, 'note'],
    ['round', { round: '2' }, 422, 'round'],
    ['contest', { contest: '6471' }, 422, 'contest'],
    ['a TPS of another region', { tps: FOREIGN, contest: '6471' }, 404, 'regions'],
  ])('%s', async (_what, change, status, word) => {
    const bytes = await aSheet(5)
    expect(await refused(bytes, said(bytes, change))).toMatchObject({ status, detail: expect.stringContaining(word) })
  })
  test('a stranger, a role that takes no photos, and the upload of another person', async () => {
    const bytes = await aSheet(6)
    expect(await refused(bytes, said(bytes), { token: 'x' })).toMatchObject({ status: 401 })
    expect(await refused(bytes, said(bytes), { token: await server.tokenFor([{ role: 'leader', region: '64' }]) })).toMatchObject({
      status: 403,
    })
    const { url } = await send(bytes, said(bytes, { page: '3' }))
    const path = new URL(url).pathname
    const other = await server.tokenFor([{ role: 'witness', region: '6472' }])
    for (const method of ['HEAD', 'PATCH', 'DELETE'])
      expect((await ask(other, method, path, undefined, { 'tus-resumable': '1.0.0' })).status).toBe(404)
  })
})

describe('[PH3] what is served is the picture; what the camera wrote stays with the original, for those who may', () => {
  test('the preview has no place in it, the original has; a witness sees neither', async () => {
    const bytes = await aSheet(7, { exif: true })
    const sha = sha256Of(bytes)
    await send(bytes, said(bytes, { page: '4' }))
    await looked(sha, 'whole')
    const analyst = await server.tokenFor([{ role: 'analyst', region: '6472' }])
    const preview = await fetch(`${server.base}/api/photos/${sha}/preview`, { headers: { authorization: `Bearer ${analyst}` } })
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const seen = Buffer.from(await preview.arrayBuffer())
    expect((await sharp(seen).metadata()).exif).toBeUndefined()
    expect((await sharp(bytes).metadata()).exif).toBeDefined()
    expect((await ask(analyst, 'GET', `/api/photos/${sha}`)).status).toBe(403)
    expect((await ask(witness, 'GET', `/api/photos/${sha}/preview`)).status).toBe(403)
    const elsewhere = await server.tokenFor([{ role: 'coordinator', region: '6471' }])
    for (const path of ['', '/preview']) expect((await ask(elsewhere, 'GET', `/api/photos/${sha}${path}`)).status).toBe(404)
  })
  test('a picture that ends in the middle is kept and marked', async () => {
    const bytes = (await aSheet(8)).subarray(0, 20_000)
    await send(bytes, said(bytes, { page: '5' }))
    await looked(sha256Of(bytes), 'damaged')
  })
})

describe('[PH4] one photo at two TPS is a finding, at one TPS it is one photo', () => {
  const ph1 = async (tps: string) => (await page(tps)).findings.filter(({ check }) => check === 'PH1')
  test('the same bytes', async () => {
    const bytes = await aSheet(9)
    await send(bytes, said(bytes, { page: '6' }))
    await send(bytes, said(bytes, { page: '6' }))
    expect((await photosOf()).filter(({ sha256 }) => sha256 === sha256Of(bytes))).toHaveLength(1)
    expect(await ph1(TPS)).toEqual([])
    await send(bytes, said(bytes, { tps: OTHER }))
    expect(await ph1(OTHER)).toMatchObject([{ severity: 'high', subjects: [TPS, OTHER] }])
  })
  test.each([
    ['recompressed', 21, (image: Sharp) => image.jpeg({ quality: 45 })],
    ['made smaller', 22, (image: Sharp) => image.resize(700).jpeg()],
    ['brightened', 23, (image: Sharp) => image.modulate({ brightness: 1.15 }).jpeg()],
  ])('%s', async (_what, seed, change) => {
    const bytes = await aSheet(seed)
    const copy = await change(sharp(bytes)).toBuffer()
    await send(bytes, said(bytes, { page: '7' }))
    await send(copy, said(copy, { tps: OTHER, page: '7' }))
    const alike = () =>
      server
        .rooms()
        .room('6472' as never)
        ?.state.photos.alike.get(sha256Of(bytes))
    await expect.poll(alike, { timeout: 10_000 }).toEqual([sha256Of(copy)])
  })
  test('other sheets are no copies', async () => {
    const before = (await ph1(OTHER)).length
    for (let seed = 100; seed < 110; seed++) {
      const bytes = await aSheet(seed)
      await send(bytes, said(bytes, { tps: seed % 2 ? TPS : OTHER, page: '8' }))
    }
    await expect.poll(async () => (await photosOf()).every(({ look }) => look !== 'waiting'), { timeout: 20_000 }).toBe(true)
    expect((await ph1(OTHER)).length).toBe(before)
  })
})
