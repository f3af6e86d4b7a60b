import { describe, expect, test } from 'vitest'
import { isOwnMachine } from '../../client/src/own-machine.ts'
import { originOfLinks, originsForOthers } from '../../server/http/lan-addresses.ts'

const LAN = ['192.168.1.5', '10.0.0.7']
const here = { host: '127.0.0.1', port: 3000, secure: false, origins: [] }

describe('[IV12] a link that leaves this machine carries an address that others reach, or says that it has none', () => {
  test('what was set up comes first, whatever the server listens on', () => {
    expect(originsForOthers({ ...here, origins: ['https://hitung.example'] }, LAN)).toEqual(['https://hitung.example'])
  })
  test('a server that listens to the network has the addresses of the machine', () => {
    expect(originsForOthers({ ...here, host: '0.0.0.0' }, LAN)).toEqual(['http://192.168.1.5:3000', 'http://10.0.0.7:3000'])
    expect(originsForOthers({ ...here, host: '::', port: 443, secure: true }, LAN)).toEqual(['https://192.168.1.5', 'https://10.0.0.7'])
    expect(originsForOthers({ ...here, host: '192.168.1.5', port: 80 }, LAN)).toEqual(['http://192.168.1.5'])
  })
  test('a server of this machine alone has none, and its links say so', () => {
    for (const host of ['127.0.0.1', 'localhost', '::1']) expect(originsForOthers({ ...here, host }, LAN)).toEqual([])
    expect(originOfLinks(here, LAN)).toEqual({ origin: 'http://localhost:3000', thisMachineOnly: true })
    expect(originOfLinks({ ...here, host: '0.0.0.0' }, LAN)).toEqual({ origin: 'http://192.168.1.5:3000', thisMachineOnly: false })
  })
  test('a page knows whether it stands at such an address', () => {
    expect(['localhost', '127.0.0.1', '[::1]', 'kamar.localhost'].every(isOwnMachine)).toBe(true)
    expect(['192.168.1.5', 'hitung.example', 'localhost.example'].some(isOwnMachine)).toBe(false)
  })
})
