import { type LookupAddress, lookup as lookUp } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

// Calls to addresses that people typed in: never into one's own networks (server-side request forgery), unless the operator allowed it.

/** Loopback, private, link-local (cloud metadata), carrier, documentation, multicast: nothing of these is outside. Source: RFC 6890 */
const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4')
// Of IPv6 only global unicast lies outside; 64:ff9b::, 2002:: and 2001:: carry IPv4 addresses inside them.
const outsideV6 = new BlockList()
outsideV6.addSubnet('2000::', 3, 'ipv6')
const carriersV6 = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  carriersV6.addSubnet(network, bits, 'ipv6')

export function isInside(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return inside.check(address, 'ipv4')
  if (family === 6) return !outsideV6.check(address, 'ipv6') || carriersV6.check(address, 'ipv6')
  return true
}

/** What the guard refuses; the message is for the person who typed the address. */
export class OutgoingRefused extends Error {}

export type OutgoingAnswer = { status: number; body: string }
const timeoutMs = 10_000
const mostBytes = 64 * 1024

/**
 * Posts JSON to an address from outside. Only https, and only to public addresses, checked at the moment of connecting, so that a name
 * that changes its address in between does not help; hosts in `allowed` (as in the address, with port where one is given) may be anywhere
 * and speak http. Redirects are not followed.
 * @throws OutgoingRefused, Error when nobody answers in time
 */
export function postOutside(address: string, body: unknown, allowed: readonly string[]): Promise<OutgoingAnswer> {
  const url = new URL(address)
  const isAllowed = allowed.includes(url.host) || allowed.includes(url.hostname)
  if (url.username || url.password) throw new OutgoingRefused('地址里不能带用户名和密码')
  if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:')) throw new OutgoingRefused('地址须以 https:// 开头')
  // An address written as numbers is not looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!isAllowed && isIP(literal) && isInside(literal)) throw new OutgoingRefused('地址指向内部网络，不允许访问')

  const payload = JSON.stringify(body)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(payload) },
        signal: AbortSignal.timeout(timeoutMs),
        agent: false,
        ...(!isAllowed && { lookup: guardedLookUp }),
      },
      (response) => {
        const parts: Buffer[] = []
        let bytes = 0
        response.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > mostBytes) call.destroy(new Error('答复太长'))
          else parts.push(part)
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }))
        response.on('error', reject)
      },
    )
    call.on('error', reject)
    call.end(payload)
  })
}

/** Every address of the name must lie outside. */
const guardedLookUp: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? []
    if (error || !first) return callback(error ?? new Error('no address'), '', 4)
    if (addresses.some(({ address }) => isInside(address))) return callback(new OutgoingRefused('地址指向内部网络，不允许访问'), '', 4)
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}
