import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

type TakenMail = { from: string; to: string[]; data: string }

/** A mail server at the wire: takes what it is given; `refuseNext` makes it refuse the next mails as busy, and `gone@…` is unknown to it. */
export async function aMailServer() {
  const mails: TakenMail[] = []
  const sockets = new Set<Socket>()
  const state = { refuse: 0 }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    let mail: TakenMail = { from: '', to: [], data: '' }
    let inData = false
    let rest = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 fake ESMTP')
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (inData && line === '.') {
          inData = false
          mails.push(mail)
          mail = { from: '', to: [], data: '' }
          say('250 taken')
        } else if (inData) mail.data += `${line.replace(/^\.\./, '.')}\n`
        else if (/^EHLO/i.test(line)) say('250 fake')
        else if (/^MAIL FROM/i.test(line)) {
          if (state.refuse > 0) {
            state.refuse -= 1
            say('451 busy, try again')
          } else {
            mail.from = line
            say('250 ok')
          }
        } else if (/^RCPT TO/i.test(line)) {
          const to = /<(.*)>/.exec(line)?.[1] ?? ''
          if (to.startsWith('gone@')) say(`550 5.1.1 <${to}> is nobody here`)
          else {
            mail.to.push(to)
            say('250 ok')
          }
        } else if (/^DATA/i.test(line)) {
          inData = true
          say('354 go on')
        } else if (/^QUIT/i.test(line)) {
          say('221 bye')
          socket.end()
        } else say('250 ok')
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    refuseNext: (count: number) => {
      state.refuse = count
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

/** The text of a mail, decoded. */
export function textOf({ data }: TakenMail): string {
  const [head = '', ...body] = data.split('\n\n')
  const text = body.join('\n\n')
  if (/base64/i.test(/content-transfer-encoding: (.*)/i.exec(head)?.[1] ?? '')) return Buffer.from(text, 'base64').toString('utf8')
  const bytes = text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
