import { headersNamed, type ReadMail } from '../read/parse.ts'

/** What our own mail server found of the sender: pass · fail · none (it found nothing, or is not to be asked). */
export type Authentication = 'pass' | 'fail' | 'none'

type Result = { method: string; result: string; domain: string }

/**
 * 发件人验证: reads the Authentication-Results (RFC 8601) that the own mail server `trusted` wrote; what others wrote under their name is
 * nothing, since whoever sends a mail can write such a line. DMARC decides; without it a DKIM or SPF pass of the sender's own domain.
 */
export function authenticationOf(mail: Pick<ReadMail, 'headers' | 'from'>, trusted: string): Authentication {
  if (!trusted) return 'none'
  const [own] = headersNamed(mail, 'authentication-results').filter((value) => isOf(value, trusted))
  if (own === undefined) return 'none'
  const results = resultsOf(own)
  const dmarc = results.find(({ method }) => method === 'dmarc')?.result
  if (dmarc === 'pass') return 'pass'
  if (dmarc === 'fail') return 'fail'
  const domain = mail.from[0]?.address.split('@')[1] ?? ''
  const others = results.filter(({ method }) => method === 'dkim' || method === 'spf')
  if (others.some((one) => one.result === 'pass' && isAligned(one.domain, domain))) return 'pass'
  return others.some(({ result }) => result === 'fail' || result === 'softfail' || result === 'permerror') ? 'fail' : 'none'
}

const isOf = (value: string, trusted: string) =>
  withoutComments(value).split(';')[0]?.trim().split(/\s/)[0]?.toLowerCase() === trusted.toLowerCase()

const withoutComments = (value: string) => value.slice(0, 10_000).replace(/\([^()]*\)/g, ' ')

function resultsOf(value: string): Result[] {
  return withoutComments(value)
    .split(';')
    .slice(1)
    .flatMap((part) => {
      const [, method = '', result = ''] = /^\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)/i.exec(part) ?? []
      const [, , named = ''] = /\b(header\.d|header\.i|header\.from|smtp\.mailfrom|smtp\.helo)\s*=\s*"?([^\s;"]+)/i.exec(part) ?? []
      return method ? [{ method: method.toLowerCase(), result: result.toLowerCase(), domain: named.toLowerCase().replace(/^.*@/, '') }] : []
    })
}

/** Relaxed alignment, without a list of public suffixes: the same domain, or one above or below the other. */
const isAligned = (one: string, other: string) =>
  one !== '' &&
  other !== '' &&
  (one === other || (one.includes('.') && other.endsWith(`.${one}`)) || (other.includes('.') && one.endsWith(`.${other}`)))
