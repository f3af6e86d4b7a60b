import { describe, expect, test } from 'vitest'
import { placeInWords } from '../../db/place.ts'
import { readConfig } from '../../server/config.ts'

describe('[CL1] the environment is read once; what is wrong is told by the name of its variable', () => {
  test('nothing set is a server for this machine only', () => {
    const expected = { folder: './data', place: './data', port: 3000, host: '127.0.0.1', origins: [], logLevel: 'info' }
    expect(readConfig({})).toEqual({ ok: true, value: expected })
    expect(readConfig({ PORT: '', KAMAR_DATA: ' ' })).toEqual({ ok: true, value: expected })
  })
  test('everything set', () => {
    const read = readConfig({
      KAMAR_DATA: '/srv/kamar',
      PORT: '8443',
      KAMAR_HOST: '0.0.0.0',
      KAMAR_ORIGIN: 'https://hitung.example/, http://10.0.0.5:3000',
      KAMAR_TLS_CERT: 'cert.pem',
      KAMAR_TLS_KEY: 'key.pem',
      KAMAR_LOG: 'warn',
    })
    expect(read).toEqual({
      ok: true,
      value: {
        folder: '/srv/kamar',
        place: '/srv/kamar',
        port: 8443,
        host: '0.0.0.0',
        origins: ['https://hitung.example', 'http://10.0.0.5:3000'],
        tls: { certFile: 'cert.pem', keyFile: 'key.pem' },
        logLevel: 'warn',
      },
    })
  })
  test.each([
    [{ PORT: 'abc' }, 'PORT: a port is a number from 0 to 65535'],
    [{ KAMAR_LOG: 'loud' }, 'KAMAR_LOG: one of silent, error, warn, info, debug'],
    [{ KAMAR_TLS_CERT: 'cert.pem' }, 'KAMAR_TLS_KEY: KAMAR_TLS_CERT and KAMAR_TLS_KEY go together'],
    [{ KAMAR_ORIGIN: 'hitung.example' }, 'KAMAR_ORIGIN: an origin is http(s)://host[:port] without a path'],
  ])('%j', (environment, words) => {
    expect(readConfig(environment)).toEqual({ ok: false, error: words })
  })
})

describe('[PQ17] an address that cannot be a database is refused without repeating it, for it holds a password', () => {
  test.each([
    'postgres://kamar:secret@db/kamar',
    'postgresql://kamar:p%40ss@10.0.0.5:5433/kamar?sslmode=require',
    'postgres:///kamar?host=/var/run/postgresql',
  ])('%s is one', (url) => {
    expect(readConfig({ KAMAR_DATABASE: url })).toMatchObject({ ok: true, value: { place: url, folder: './data' } })
  })
  test.each([
    ['postgres://kamar:secret@db', 'names no database'],
    ['postgres://kamar:secret@db/', 'names no database'],
    ['postgres:///kamar', 'names no host'],
    ['postgres://kamar:se%cret@db/kamar', 'write it as %25'],
    ['postgres://kamar:sec/ret@db:x/kamar', 'is no URL'],
    ['mysql://kamar:secret@db/kamar', 'begins with postgres'],
  ])('%s is none', (url, words) => {
    const config = readConfig({ KAMAR_DATABASE: url })
    const told = config.ok ? '' : config.error
    expect(told).toContain(words)
    expect(told).not.toMatch(/sec|cret/)
  })
  test('it is shown without its password', () => {
    expect(placeInWords('postgres://kamar:secret@db:5433/kamar?sslmode=require')).toBe('postgres://kamar@db:5433/kamar')
    expect(placeInWords('./data')).toBe('./data')
  })
})
