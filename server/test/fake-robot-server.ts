import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type HeardCall = { path: string; query: URLSearchParams; body: Record<string, unknown> }

/** A messenger's robot at the wire: answers as the three do, 200 also when it refuses. */
export async function aRobotServer() {
  const calls: HeardCall[] = []
  let refusal: object | undefined
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const url = new URL(request.url ?? '/', 'http://robot')
    calls.push({ path: url.pathname, query: url.searchParams, body: JSON.parse(text) as Record<string, unknown> })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(refusal ?? (url.pathname.includes('feishu') ? { code: 0, msg: 'success' } : { errcode: 0, errmsg: 'ok' })))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    address: (path: string) => `http://${host}/${path}`,
    calls,
    answer: (given: object | undefined) => {
      refusal = given
    },
    close: () => new Promise((done) => server.close(done)),
  }
}
