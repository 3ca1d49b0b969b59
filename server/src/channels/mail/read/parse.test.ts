import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { plainSubject } from '../process/complaint.ts'
import { readMail } from './parse.ts'

const gbk = (text: string) => iconv.encode(text, 'gb18030')
const mail = (...parts: (string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part.replaceAll('\n', '\r\n')) : part)))
const said = '空调装了三次还是漏水，要求退货退款'

describe('reading a mail (读信)', () => {
  test('GBK as it is declared, in an encoded subject and an 8-bit body', async () => {
    const subject = `=?GB2312?B?${gbk('投诉：空调漏水，经办人䶮先生').toString('base64')}?=`
    const raw = mail(
      `From: Li <li@example.com>\nSubject: ${subject}\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n`,
      gbk(`${said}，师傅姓䶮`),
    )
    expect(await readMail(raw)).toMatchObject({ subject: '投诉：空调漏水，经办人䶮先生', text: `${said}，师傅姓䶮` })
  })
  test.each([
    ['no charset', ''],
    ['a wrong one, utf-8', '; charset=utf-8'],
    ['a wrong one, us-ascii', '; charset=us-ascii'],
    ['a wrong one, iso-8859-1', '; charset=iso-8859-1'],
  ])('GBK with %s is read by its bytes, the raw subject too', async (_name, charset) => {
    const raw = mail(
      'From: li@example.com\nSubject: ',
      gbk('退货没有人处理'),
      `\nContent-Type: text/plain${charset}\nContent-Transfer-Encoding: 8bit\n\n`,
      gbk(said),
    )
    expect(await readMail(raw)).toMatchObject({ subject: '退货没有人处理', text: said })
  })
  test('UTF-8 that is called gb2312 is read as UTF-8; Western text that is called what it is stays so', async () => {
    expect((await readMail(mail('From: a@b.cn\nContent-Type: text/plain; charset=gb2312\n\n', Buffer.from(said)))).text).toBe(said)
    const french = mail(
      'From: a@b.fr\nContent-Type: text/plain; charset=iso-8859-1\n\n',
      Buffer.from('le régime a été livré cassé', 'latin1'),
    )
    expect((await readMail(french)).text).toBe('le régime a été livré cassé')
  })
  test('the name of an attachment in raw GBK', async () => {
    const raw = mail(
      'From: a@b.cn\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=gbk\n\n',
      gbk(said),
      '\n--x\nContent-Type: application/pdf;\n name="',
      gbk('发票.pdf'),
      '"\nContent-Disposition: attachment; filename="',
      gbk('发票.pdf'),
      '"\n\n%PDF-1.4\n--x--\n',
    )
    expect((await readMail(raw)).files).toMatchObject([{ name: '发票.pdf', type: 'application/pdf' }])
  })
  test('HTML without a plain part becomes lines; scripts, styles and what is hidden in attributes go', async () => {
    const html =
      '<style>p{}</style><p>您好，</p><div>空调<b>漏水</b>&lt;3次&gt;</div><script>alert(1)</script><blockquote><p>原来的信</p></blockquote><img src="http://spy.example/1.gif">'
    const { text } = await readMail(mail('From: a@b.cn\nContent-Type: text/html; charset=utf-8\n\n', Buffer.from(html)))
    expect(text).toBe('您好，\n空调漏水<3次>\n> 原来的信')
  })
  test('a mail in a mail is a file, winmail.dat too, ten deep or not', async () => {
    const nested = (depth: number): string =>
      depth === 0
        ? 'From: z@example.com\nSubject: innermost\n\nend'
        : `From: a${depth}@example.com\nContent-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\nContent-Type: message/rfc822\n\n${nested(depth - 1)}\n--b${depth}--\n`
    expect((await readMail(mail(nested(30)))).files).toMatchObject([{ name: 'mail.eml', type: 'message/rfc822' }])
    const tnef = await readMail(
      mail(
        'From: a@b.cn\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgEA\n--x--\n',
      ),
    )
    expect(tnef).toMatchObject({ text: 'hello', files: [{ name: 'winmail.dat', type: 'application/ms-tnef' }] })
  })
  test('what is broken is read as far as it goes, and what has no end is refused', async () => {
    expect(await readMail(Buffer.from('no header at all'))).toMatchObject({ from: [], messageId: null })
    expect(
      await readMail(mail('From: a@b.cn\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nhalf a mai')),
    ).toMatchObject({ text: 'half a mai' })
    expect(await readMail(Buffer.alloc(0))).toMatchObject({ text: '', files: [] })
    await expect(readMail(mail(`From: a@b.cn\nX-Long: ${'x'.repeat(300_000)}\n\nhello`))).rejects.toThrow('header size')
    const deep = Array.from({ length: 40 }, (_, at) => `Content-Type: multipart/mixed; boundary=n${at}\n\n--n${at}\n`).join('')
    await expect(readMail(mail(`From: a@b.cn\n${deep}`))).rejects.toThrow('nesting')
  })
  test('two senders are two; message ids of a chain come in order', async () => {
    const read = await readMail(
      mail('From: a@b.cn\nFrom: boss@bank.example\nMessage-ID: <m3@b.cn>\nIn-Reply-To: <m2@us>\nReferences: <m1@b.cn>\n <m2@us>\n\nhi'),
    )
    expect(read.from).toHaveLength(2)
    expect(read).toMatchObject({ messageId: 'm3@b.cn', references: ['m1@b.cn', 'm2@us'] })
  })
  test('a body of nothing but line ends is read, and beyond a million of them refused', async () => {
    const withLines = (count: number) =>
      Buffer.concat([mail('From: a@b.cn\nSubject: =?gb2312?B?zbbL3w==?=\n\n'), Buffer.alloc(count, '\n')])
    expect(await readMail(withLines(100_000))).toMatchObject({ subject: '投诉', text: '' })
    await expect(readMail(withLines(40 * 1024 * 1024 - 100))).rejects.toThrow('too many lines')
  })
  test('a base64 body of one letter a line is refused, however long it is', async () => {
    const head = mail('From: a@b.cn\nSubject: hi\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n')
    await expect(readMail(Buffer.concat([head, Buffer.alloc(2 * 900_000, 'A\n')]))).rejects.toThrow('too many lines')
  })
  test('of a subject without end a thousand characters are read', async () => {
    const { subject } = await readMail(mail(`From: a@b.cn\nSubject: ${'['.repeat(200_000)}\n\nhi`))
    expect(plainSubject(subject)).toBe('['.repeat(300))
    expect(subject).toHaveLength(1_000)
  })
  test('10 MB of attachment', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024, 7)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n')
    const read = await readMail(
      mail(
        'From: a@b.cn\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n',
        Buffer.from(body),
        '\n--x--\n',
      ),
    )
    expect(read.files[0]?.content).toHaveLength(10 * 1024 * 1024)
  })
})
