import { describe, expect, test } from 'vitest'
import { readMail } from '../read/parse.ts'
import { authenticationOf } from './authentication.ts'
import { isAutomatic, wantsNoAutomaticAnswer } from './automatic.ts'
import { bounceOf } from './bounce.ts'
import { type MailFacts, verdictOf } from './judge.ts'

const limits = { withoutAuthentication: 'accept', mostPerSenderHour: 20, mostPerThreadHour: 30 } as const
const ordinary: MailFacts = {
  senders: 1,
  isOwn: false,
  seenBefore: null,
  authentication: 'pass',
  isAutomatic: false,
  thread: null,
  isParticipant: false,
  fromSenderLastHour: 0,
  onThreadLastHour: 0,
}
const withHeaders = (...headers: string[]) => readMail(Buffer.from(`From: Li <li@example.com>\r\n${headers.join('\r\n')}\r\n\r\nhello`))

describe('what becomes of a mail (判信)', () => {
  test.each<[string, Partial<MailFacts>, string]>([
    ['an ordinary one', {}, 'take'],
    ['an answer of somebody who takes part', { thread: 'genuine', isParticipant: true }, 'take'],
    ['a token from a stranger', { thread: 'genuine' }, 'stranger'],
    ['a token nobody signed', { thread: 'forged', isParticipant: true }, 'forgedToken'],
    ['read before', { seenBefore: 'same', authentication: 'fail' }, 'seenBefore'],
    ['a known Message-ID under another name', { seenBefore: 'other' }, 'messageIdReused'],
    ['our own', { isOwn: true }, 'ownMail'],
    ['written by a machine', { isAutomatic: true, thread: 'genuine', isParticipant: true }, 'automatic'],
    ['a sender that is not who it says', { authentication: 'fail' }, 'spoofed'],
    ['two senders', { senders: 2 }, 'manySenders'],
    ['none', { senders: 0 }, 'noSender'],
    ['the 20th of an hour', { fromSenderLastHour: 19 }, 'take'],
    ['the 21st', { fromSenderLastHour: 20 }, 'tooManyFromSender'],
    ['the 31st on one case', { thread: 'genuine', isParticipant: true, onThreadLastHour: 30 }, 'tooManyOnThread'],
  ])('%s', (_name, given, expected) => {
    const verdict = verdictOf({ ...ordinary, ...given }, limits)
    expect(verdict.do === 'take' ? 'take' : verdict.reason).toBe(expected)
  })
  test('a sender nobody checked waits only where the account says so', () => {
    expect(verdictOf({ ...ordinary, authentication: 'none' }, limits).do).toBe('take')
    expect(verdictOf({ ...ordinary, authentication: 'none' }, { ...limits, withoutAuthentication: 'quarantine' })).toMatchObject({
      reason: 'unproven',
    })
  })
})

describe('what the own mail server found of a sender (Authentication-Results)', () => {
  test.each([
    ['mx.us.cn; dmarc=pass header.from=example.com', 'pass'],
    ['mx.us.cn; spf=pass smtp.mailfrom=spam.example; dkim=none; dmarc=fail (p=reject) header.from=example.com', 'fail'],
    ['mx.us.cn 1; spf=pass smtp.mailfrom=li@example.com', 'pass'],
    ['mx.us.cn; dkim=pass header.d=mail.example.com', 'pass'],
    ['mx.us.cn; spf=pass smtp.mailfrom=other.example; dkim=fail header.d=example.com', 'fail'],
    ['mx.us.cn; spf=fail smtp.mailfrom=example.com', 'fail'],
    ['mx.us.cn; none', 'none'],
    ['mx.liar.example; dmarc=pass', 'none'],
  ])('%s: %s', async (line, expected) => {
    expect(authenticationOf(await withHeaders(`Authentication-Results: ${line}`), 'mx.us.cn')).toBe(expected)
  })
  test('the first line of the own server counts, not one the sender brought along; without a server named nothing does', async () => {
    const mail = await withHeaders('Authentication-Results: mx.us.cn; dmarc=fail', 'Authentication-Results: mx.us.cn; dmarc=pass')
    expect(authenticationOf(mail, 'mx.us.cn')).toBe('fail')
    expect(authenticationOf(mail, '')).toBe('none')
  })
})

describe('mail nobody wrote (自动邮件)', () => {
  test.each([
    [['Auto-Submitted: auto-replied'], true],
    [['Auto-Submitted: no'], false],
    [['Precedence: bulk'], true],
    [['List-Id: <news.example.com>'], true],
    [['Return-Path: <>'], true],
    [['X-Auto-Response-Suppress: All', 'Subject: Automatic reply: 投诉'], true],
    [['Subject: 自动回复太慢，我要投诉'], false],
    [['X-Auto-Response-Suppress: DR, OOF', 'Subject: 投诉'], false],
  ])('%s: %s', async (headers, expected) => expect(isAutomatic(await withHeaders(...headers))).toBe(expected))
  test('a person whose server wants no automatic answers is heard all the same', async () => {
    expect(wantsNoAutomaticAnswer(await withHeaders('X-Auto-Response-Suppress: DR, OOF, AutoReply'))).toBe(true)
    expect(wantsNoAutomaticAnswer(await withHeaders('Subject: hello'))).toBe(false)
  })
  test('a report of a mail server names the mail it could not deliver', async () => {
    const report = [
      'From: MAILER-DAEMON@mx.example.com',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
      '',
      '--x',
      '',
      'user unknown',
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.com',
      '',
      'Final-Recipient: rfc822; li@example.com',
      'Action: failed',
      'Status: 5.1.1',
      '--x',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <abc.z-123@us.cn>',
      '--x--',
    ]
    expect(bounceOf(await readMail(Buffer.from(report.join('\r\n'))))).toEqual({
      messageIds: ['abc.z-123@us.cn'],
      status: '5.1.1',
      isFinal: true,
    })
    expect(bounceOf(await withHeaders('Subject: hello'))).toBeNull()
  })
})
