import { type AddressInfo, createServer, type Socket } from 'node:net'

type KeptMail = { uid: number; raw: Buffer; flags: Set<string>; at: Date }

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (number: number) => String(number).padStart(2, '0')
const internalDate = (at: Date) =>
  `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`

/**
 * A mailbox at the wire (IMAP4rev1, RFC 3501 and IDLE): one folder, INBOX, one password. Mails are delivered as by a mail server; `renumber`
 * gives the folder another UIDVALIDITY, `breakOff` ends every connection, `withhold` makes it refuse to give one mail.
 */
export async function anImapServer({ password = 'secret', clock = () => new Date() } = {}) {
  const state = { mails: [] as KeptMail[], uidValidity: 1, nextUid: 1, logins: 0, accepts: true, withheld: new Set<number>() }
  const sessions = new Set<Session>()
  const server = createServer((socket) => {
    const session = sessionOf(socket)
    sessions.add(session)
    socket.on('close', () => sessions.delete(session))
    socket.on('error', () => {})
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  type Session = { socket: Socket; isSelected: boolean; idleTag: string | null; authTag: string | null; say: (line: string) => void }
  function sessionOf(socket: Socket): Session {
    const session: Session = { socket, isSelected: false, idleTag: null, authTag: null, say: (line) => void socket.write(`${line}\r\n`) }
    let rest = Buffer.alloc(0)
    let literal: { command: string; bytes: number } | null = null
    session.say('* OK [CAPABILITY IMAP4rev1 IDLE LITERAL+ ID UIDPLUS AUTH=PLAIN] fake')
    socket.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes])
      for (;;) {
        if (literal && rest.length < literal.bytes) return
        if (literal) {
          const content = rest.subarray(0, literal.bytes)
          rest = rest.subarray(literal.bytes)
          if (/ APPEND /i.test(literal.command)) deliver(Buffer.from(content))
          literal = { ...literal, bytes: 0 }
        }
        const end = rest.indexOf('\r\n')
        if (end === -1) return
        const line = `${literal?.command ?? ''}${rest.subarray(0, end).toString('utf8')}`
        rest = rest.subarray(end + 2)
        literal = null
        const [, size, plus] = /\{(\d+)(\+?)\}$/.exec(line) ?? []
        if (size === undefined) take(session, line)
        else {
          literal = { command: line.replace(/\{\d+\+?\}$/, ''), bytes: Number(size) }
          if (!plus) session.say('+ go on')
        }
      }
    })
    return session
  }

  function take(session: Session, line: string) {
    if (session.idleTag !== null) {
      if (/^DONE$/i.test(line)) session.say(`${session.idleTag} OK idle over`)
      session.idleTag = null
      return
    }
    if (session.authTag !== null) {
      const isRight = state.accepts && Buffer.from(line, 'base64').toString().endsWith(`\0${password}`)
      session.say(`${session.authTag} ${isRight ? 'OK signed in' : 'NO [AUTHENTICATIONFAILED] wrong password'}`)
      session.authTag = null
      return
    }
    const [, tag = '*', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? []
    const ok = (words = 'done') => session.say(`${tag} OK ${words}`)
    const no = (words: string) => session.say(`${tag} NO ${words}`)
    switch (command.toUpperCase()) {
      case 'LOGIN': {
        state.logins += 1
        return state.accepts && rest.includes(password) ? ok() : no('[AUTHENTICATIONFAILED] wrong password')
      }
      case 'AUTHENTICATE': {
        state.logins += 1
        session.authTag = tag
        return session.say('+ ')
      }
      case 'CAPABILITY':
        session.say('* CAPABILITY IMAP4rev1 IDLE LITERAL+ ID UIDPLUS AUTH=PLAIN')
        return ok()
      case 'ID':
        session.say('* ID ("name" "fake")')
        return ok()
      case 'LIST':
        session.say('* LIST (\\HasNoChildren) "/" INBOX')
        return ok()
      case 'SELECT':
      case 'EXAMINE':
        if (!/INBOX/i.test(rest)) return no('[NONEXISTENT] no such folder')
        session.isSelected = true
        session.say(`* ${state.mails.length} EXISTS`)
        session.say('* 0 RECENT')
        session.say('* FLAGS (\\Seen \\Deleted)')
        session.say(`* OK [UIDVALIDITY ${state.uidValidity}]`)
        session.say(`* OK [UIDNEXT ${state.nextUid}]`)
        return ok('[READ-WRITE] selected')
      case 'UID FETCH':
        return fetch(session, tag, rest)
      case 'UID SEARCH': {
        const since = /SINCE "?(\d+)-(\w{3})-(\d{4})/i.exec(rest)
        const from = since ? new Date(`${since[1]} ${since[2]} ${since[3]} UTC`) : new Date(0)
        session.say(
          `* SEARCH ${state.mails
            .filter(({ at }) => at >= from)
            .map(({ uid }) => uid)
            .join(' ')}`.trimEnd(),
        )
        return ok()
      }
      case 'UID STORE':
        for (const mail of chosen(rest.split(' ')[0] ?? '')) {
          for (const flag of /\(([^)]*)\)/.exec(rest)?.[1]?.split(' ') ?? []) mail.flags.add(flag)
          session.say(`* ${state.mails.indexOf(mail) + 1} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}))`)
        }
        return ok()
      case 'IDLE':
        session.idleTag = tag
        return session.say('+ idling')
      case 'LOGOUT':
        session.say('* BYE')
        ok()
        return session.socket.end()
      case 'NOOP':
      case 'APPEND':
      case 'CLOSE':
      case 'UNSELECT':
        return ok()
      default:
        return session.say(`${tag} BAD unknown`)
    }
  }

  function chosen(set: string): KeptMail[] {
    const last = state.mails.at(-1)?.uid ?? 0
    const number = (text: string | undefined) => (text === '*' ? last : Number(text))
    const ranges = set.split(',').map((part) => {
      const [one, other = one] = part.split(':')
      return [number(one), number(other)].sort((a, b) => a - b) as [number, number]
    })
    return state.mails.filter(({ uid }) => ranges.some(([from, to]) => uid >= from && uid <= to))
  }

  function fetch(session: Session, tag: string, rest: string) {
    const mails = chosen(rest.split(' ')[0] ?? '')
    const wantsHead = /BODY\.PEEK\[HEADER\]/i.test(rest)
    const wantsBody = /BODY\.PEEK\[\]/i.test(rest)
    if ((wantsBody || wantsHead) && mails.some(({ uid }) => state.withheld.has(uid)))
      return session.say(`${tag} NO the disk is broken here`)
    for (const mail of mails) {
      const { uid, raw, flags, at } = mail
      const head = raw.subarray(0, raw.indexOf('\r\n\r\n') + 4)
      const part = wantsBody ? raw : wantsHead ? head : null
      const facts = `UID ${uid} RFC822.SIZE ${raw.length} INTERNALDATE "${internalDate(at)}" FLAGS (${[...flags].join(' ')})`
      session.socket.write(`* ${state.mails.indexOf(mail) + 1} FETCH (${facts}`)
      if (part) session.socket.write(Buffer.concat([Buffer.from(` BODY[${wantsBody ? '' : 'HEADER'}] {${part.length}}\r\n`), part]))
      session.socket.write(')\r\n')
    }
    session.say(`${tag} OK fetched`)
  }

  function deliver(raw: Buffer | string, at = clock()): number {
    const uid = state.nextUid++
    state.mails.push({ uid, raw: Buffer.from(raw), flags: new Set(), at })
    for (const { isSelected, idleTag, say } of sessions) if (isSelected && idleTag !== null) say(`* ${state.mails.length} EXISTS`)
    return uid
  }

  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    password,
    deliver,
    mails: state.mails,
    withhold: (uid: number) => state.withheld.add(uid),
    logins: () => state.logins,
    idling: () => [...sessions].filter(({ idleTag }) => idleTag !== null).length,
    accept(accepts: boolean) {
      state.accepts = accepts
    },
    renumber() {
      state.uidValidity += 1
      state.nextUid = 1
      for (const mail of state.mails) mail.uid = state.nextUid++
    },
    breakOff() {
      for (const { socket } of sessions) socket.destroy()
    },
    async close() {
      for (const { socket } of sessions) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
