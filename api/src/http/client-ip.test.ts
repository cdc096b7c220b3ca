import { describe, expect, it } from 'vitest'
import { addressText, clientNetwork, isWithin, parseAddress, parseNetwork } from './address.ts'
import { clientAddress, comesByProxy, noProxies } from './client-ip.ts'

const network = (text: string) => parseNetwork(text)!
const networks = (...texts: string[]) => ({ networks: texts.map(network) })

describe('an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:cb00:7109', '203.0.113.9'],
    ['2001:DB8:0:0:1::1', '2001:db8::1:0:0:1'],
    ['[fe80::1%eth0]', 'fe80::1'],
    ['::1', '::1'],
    ['::', '::'],
    ['1::', '1::'],
  ])('%s is %s', (written, plain) => {
    expect(addressText(parseAddress(written)!)).toBe(plain)
  })

  it.each([
    '',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4.5',
    ':::',
    '1::2::3',
    '12345::',
    'x',
    '1:2',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeNull()
  })

  it('counts for its subscriber, who has a /64 of IPv6', () => {
    const counted = (text: string) => clientNetwork(parseAddress(text)!)
    expect(counted('2001:db8:1:2:3:4:5:6')).toBe(counted('2001:db8:1:2::'))
    expect(counted('2001:db8:1:2::')).not.toBe(counted('2001:db8:1:3::'))
    expect(counted('203.0.113.9')).toBe('203.0.113.9')
  })

  it('is in a network or not', () => {
    const within = (address: string, range: string) =>
      isWithin(parseAddress(address)!, network(range))
    expect(within('10.1.2.3', '10.0.0.0/8')).toBe(true)
    expect(within('11.1.2.3', '10.0.0.0/8')).toBe(false)
    expect(within('172.31.255.1', '172.16.0.0/12')).toBe(true)
    expect(within('172.32.0.1', '172.16.0.0/12')).toBe(false)
    expect(within('::1', '::1')).toBe(true)
    expect(within('fd00::1', 'fc00::/7')).toBe(true)
    expect(within('10.0.0.1', 'fc00::/7')).toBe(false)
    expect(['10.0.0.0/33', '10.0.0.0/x', 'x/8', '::/129', '1.2.3.4/8/9'].map(parseNetwork)).toEqual(
      Array(5).fill(null),
    )
  })
})

describe('the client’s address', () => {
  it('is the socket’s, whatever is claimed, where no proxy is trusted', () => {
    expect(clientAddress('::ffff:198.51.100.1', '203.0.113.9', noProxies)).toBe('198.51.100.1')
    expect(clientAddress(null, '203.0.113.9', noProxies)).toBeNull()
  })

  it('is what the outermost of so many proxies saw', () => {
    const claims = '6.6.6.6, 203.0.113.9, 10.0.0.2'
    expect(clientAddress('10.0.0.1', claims, { count: 1 })).toBe('10.0.0.2')
    expect(clientAddress('10.0.0.1', claims, { count: 2 })).toBe('203.0.113.9')
    expect(clientAddress('10.0.0.1', '203.0.113.9', { count: 5 })).toBe('203.0.113.9')
    expect(clientAddress('10.0.0.1', null, { count: 1 })).toBe('10.0.0.1')
  })

  it('is the first outside the trusted networks, counted from here', () => {
    const trusted = networks('10.0.0.0/8', 'fd00::/8')
    expect(clientAddress('10.0.0.1', '6.6.6.6, 203.0.113.9, fd00::2', trusted)).toBe('203.0.113.9')
    expect(clientAddress('198.51.100.1', '203.0.113.9', trusted)).toBe('198.51.100.1')
    expect(clientAddress('10.0.0.1', '[2001:db8::5]:443', trusted)).toBe('2001:db8::5')
    expect(clientAddress('10.0.0.1', '203.0.113.9:80', trusted)).toBe('203.0.113.9')
  })

  it('goes no further than what is an address', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.9, unknown', { count: 2 })).toBe('10.0.0.1')
    expect(clientAddress('10.0.0.1', '<script>', networks('10.0.0.0/8'))).toBe('10.0.0.1')
  })

  it('says whether a proxy we trust is asking', () => {
    expect(comesByProxy('10.0.0.1', networks('10.0.0.0/8'))).toBe(true)
    expect(comesByProxy('11.0.0.1', networks('10.0.0.0/8'))).toBe(false)
    expect(comesByProxy('11.0.0.1', { count: 1 })).toBe(true)
    expect(comesByProxy('11.0.0.1', noProxies)).toBe(false)
  })
})
