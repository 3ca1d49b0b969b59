import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyOf } from './fake-wecom-server.ts'

type Asked = { path: string; body: Record<string, unknown>; isRefused: boolean }

/** api.weixin.qq.com at the wire, for 公众号 and 小程序: tokens, customer and template messages, media, answers to trade complaints. */
export async function aWechatServer() {
  const asked: Asked[] = []
  const media = new Map<string, { type: string; bytes: Buffer }>()
  let refusal: { path: string; answer: object; after: number } | undefined
  let given = 0

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://wechat')
    const text = await bodyOf(request)
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
    const isRefused = refusal?.path === url.pathname && refusal.after-- <= 0
    asked.push({ path: url.pathname, body, isRefused })
    const tell = (answer: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    if (url.pathname === '/cgi-bin/stable_token') {
      if (body.secret !== 'app-secret') return tell({ errcode: 40125, errmsg: 'invalid appsecret' })
      given += 1
      return tell({ access_token: 'stable', expires_in: 7200 })
    }
    if (url.searchParams.get('access_token') !== 'stable') return tell({ errcode: 40001, errmsg: 'invalid credential' })
    if (refusal && isRefused) return tell(refusal.answer)
    if (url.pathname === '/cgi-bin/media/get') {
      const file = media.get(url.searchParams.get('media_id') ?? '')
      return file ? response.setHeader('content-type', file.type).end(file.bytes) : tell({ errcode: 40007, errmsg: 'invalid media_id' })
    }
    if (url.pathname === '/cgi-bin/message/template/send') return tell({ errcode: 0, errmsg: 'ok', msgid: 42 })
    return tell({ errcode: 0, errmsg: 'ok' })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    media,
    tokensGiven: () => given,
    asksOf: (path: string) => asked.filter((ask) => ask.path === path),
    /** @param after so many calls that are still taken */
    refuse: (path: string, answer: object | undefined, after = 0) => {
      refusal = answer && { path, answer, after }
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  }
}
