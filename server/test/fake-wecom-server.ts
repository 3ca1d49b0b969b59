import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type Message = Record<string, unknown> & { msgid: string }
type Asked = { path: string; query: URLSearchParams; body: Record<string, unknown> }

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** 企业微信 at the wire: tokens, 客服 messages by cursor, sending, media; 200 also when it refuses, as it does. */
export async function aWecomServer({ pageLength = 100 } = {}) {
  const log: Message[] = []
  const asked: Asked[] = []
  const sent: Record<string, unknown>[] = []
  const media = new Map<string, { type: string; bytes: Buffer }>()
  const tokens = { good: 'token-1', given: 0 }
  let refusal: { path: string; answer: object } | undefined

  const answers: Record<string, (ask: Asked) => object> = {
    '/cgi-bin/gettoken': ({ query }) => {
      if (query.get('corpsecret') !== 'kf-secret') return { errcode: 40001, errmsg: 'invalid credential' }
      tokens.given += 1
      return { errcode: 0, errmsg: 'ok', access_token: tokens.good, expires_in: 7200 }
    },
    '/cgi-bin/kf/account/list': () => ({ errcode: 0, account_list: [{ open_kfid: 'wkShop', name: '商城客服' }] }),
    '/cgi-bin/kf/sync_msg': ({ body }) => {
      const from = Number(String(body.cursor ?? 'c0').slice(1))
      const page = log.slice(from, from + Math.min(Number(body.limit ?? 1_000), pageLength))
      const next = from + page.length
      return { errcode: 0, errmsg: 'ok', next_cursor: `c${next}`, has_more: next < log.length ? 1 : 0, msg_list: page }
    },
    '/cgi-bin/kf/send_msg': ({ body }) => {
      sent.push(body)
      return { errcode: 0, errmsg: 'ok', msgid: body.msgid }
    },
    '/cgi-bin/kf/send_msg_on_event': ({ body }) => {
      sent.push(body)
      return { errcode: 0, errmsg: 'ok', msgid: 'welcome' }
    },
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://wecom')
    const text = await bodyOf(request)
    const ask = { path: url.pathname, query: url.searchParams, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
    asked.push(ask)
    const tell = (answer: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    if (ask.path !== '/cgi-bin/gettoken' && url.searchParams.get('access_token') !== tokens.good)
      return tell({ errcode: 42001, errmsg: 'access_token expired' })
    if (refusal?.path === ask.path) return tell(refusal.answer)
    if (ask.path === '/cgi-bin/media/get') {
      const file = media.get(url.searchParams.get('media_id') ?? '')
      if (!file) return tell({ errcode: 40007, errmsg: 'invalid media_id' })
      return response.setHeader('content-type', file.type).end(file.bytes)
    }
    const answer = answers[ask.path]
    return answer ? tell(answer(ask)) : response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let no = 0
  return {
    base,
    asked,
    sent,
    media,
    tokens,
    asksOf: (path: string) => asked.filter((ask) => ask.path === path),
    /** The token is over, as if somebody else had asked for another. */
    renewToken: () => {
      tokens.good = `token-${tokens.given + 1}x`
    },
    refuse: (path: string, answer: object | undefined) => {
      refusal = answer && { path, answer }
    },
    /** A customer writes in the conversation of a 客服账号. */
    say: (customer: string, content: string, more: Record<string, unknown> = {}) => {
      const msgid = String(more.msgid ?? `m${++no}`)
      const message = {
        open_kfid: 'wkShop',
        external_userid: customer,
        send_time: 1_793_584_800,
        origin: 3,
        msgtype: 'text',
        text: { content },
      }
      log.push({ ...message, ...more, msgid })
      return msgid
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  }
}
