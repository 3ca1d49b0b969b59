import { isIPv6 } from 'node:net'

const groupsOfBlock = 4

/**
 * Whom limits count: an IPv4 address, and of IPv6 the /64, for whoever has one has 2^64 addresses in it (RFC 6177). An IPv4 address in IPv6
 * clothes is the IPv4 address.
 */
export function addressBlock(address: string): string {
  const plain = address.replace(/%.*$/, '')
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(plain)?.[1]
  if (mapped) return mapped
  if (!isIPv6(plain)) return address
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groupsIn = (part: string | undefined) => (part ? part.split(':') : [])
  const [before, after] = [groupsIn(head), groupsIn(tail)]
  // A tail in IPv4 form stands for two groups; it never reaches into the first four unless they are nothing.
  const after16 = after.flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]))
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after16.length)
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after16]
  return `${groups
    .slice(0, groupsOfBlock)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
