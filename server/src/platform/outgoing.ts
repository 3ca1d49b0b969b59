import { type LookupAddress, type LookupAllOptions, lookup as lookUp } from 'node:dns'
import { lookup as lookUpAll } from 'node:dns/promises'
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http'
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

type OutgoingAnswer = { status: number; body: string }
export type CallAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer }
type CallOptions = {
  headers?: Record<string, string>
  timeoutMs?: number
  mostBytes?: number
  /** Another resolver of names than the system's. */
  lookUp?: Resolver
}
type Resolver = (hostname: string, options: LookupAllOptions, callback: (error: Error | null, addresses: LookupAddress[]) => void) => void
const timeoutMs = 10_000
const mostBytes = 64 * 1024

/**
 * Posts JSON to an address from outside, as `callOutside` does.
 * @throws OutgoingRefused, Error when nobody answers in time
 */
export async function postOutside(
  address: string,
  body: unknown,
  allowed: readonly string[],
  more: { headers?: Record<string, string>; timeoutMs?: number } = {},
): Promise<OutgoingAnswer> {
  const headers = { ...more.headers, 'content-type': 'application/json; charset=utf-8' }
  const answer = await callOutside('POST', address, JSON.stringify(body), allowed, { ...more, headers })
  return { status: answer.status, body: answer.body.toString('utf8') }
}

/**
 * Calls an address from outside. Only https, and only to public addresses, checked at the moment of connecting, so that a name
 * that changes its address in between does not help; hosts in `allowed` (as in the address, with port where one is given) may be anywhere
 * and speak http. Redirects are not followed, and an answer longer than `mostBytes` (64 KB unless told) ends the call.
 * @throws OutgoingRefused, Error when nobody answers in time
 */
export function callOutside(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  address: string,
  payload: string | Buffer | null,
  allowed: readonly string[],
  more: CallOptions = {},
): Promise<CallAnswer> {
  const url = new URL(address)
  const isAllowed = allowed.includes(url.host) || allowed.includes(url.hostname)
  if (url.username || url.password) throw new OutgoingRefused('地址里不能带用户名和密码')
  if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:')) throw new OutgoingRefused('地址须以 https:// 开头')
  // An address written as numbers is not looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!isAllowed && isIP(literal) && isInside(literal)) throw new OutgoingRefused('地址指向内部网络，不允许访问')

  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const most = more.mostBytes ?? mostBytes
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method,
        headers: { ...more.headers, ...(payload !== null && { 'content-length': Buffer.byteLength(payload) }) },
        signal: AbortSignal.timeout(more.timeoutMs ?? timeoutMs),
        agent: false,
        ...(!isAllowed && { lookup: guarded(more.lookUp ?? lookUp) }),
      },
      (response) => {
        const parts: Buffer[] = []
        let bytes = 0
        response.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > most) call.destroy(new Error('答复太长'))
          else parts.push(part)
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }))
        response.on('error', reject)
      },
    )
    call.on('error', reject)
    call.end(payload ?? undefined)
  })
}

/** Every address of the name must lie outside. */
const guarded =
  (resolve: Resolver): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return callback(error ?? new Error('no address'), '', 4)
      if (addresses.some(({ address }) => isInside(address))) return callback(new OutgoingRefused('地址指向内部网络，不允许访问'), '', 4)
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  }

/**
 * The address to connect to for a host that a person typed in (mail servers and the like), looked up once: what is checked is what is called.
 * @param host name or address; hosts in `allowed` (with or without `:port`) may lie in one's own network
 * @throws OutgoingRefused, Error when the name is not known
 */
export async function addressOutside(host: string, port: number, allowed: readonly string[]): Promise<string> {
  const isAllowed = allowed.includes(host.toLowerCase()) || allowed.includes(`${host.toLowerCase()}:${port}`)
  const addresses = isIP(host) ? [{ address: host }] : await lookUpAll(host, { all: true })
  const [first] = addresses
  if (!first) throw new Error('找不到这个主机名')
  if (!isAllowed && addresses.some(({ address }) => isInside(address))) throw new OutgoingRefused('地址指向内部网络，不允许访问')
  return first.address
}
