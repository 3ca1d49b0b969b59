import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type HeardWebhook = { headers: Record<string, string>; body: string }

/** Another company's system at the wire: writes down what it is told and answers as it is told to. */
export async function aWebhookServer() {
  const heard: HeardWebhook[] = []
  const answers: { status: number; location?: string }[] = []
  let usual = 200
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    heard.push({ headers: request.headers as Record<string, string>, body })
    const { status, location } = answers.shift() ?? { status: usual }
    response.writeHead(status, location ? { location } : {})
    response.end('ok')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    address: `http://${host}/hook`,
    heard,
    events: () => heard.map(({ body }) => JSON.parse(body)),
    /** The next calls are answered so, one after the other. */
    next: (...statuses: ({ status: number; location?: string } | number)[]) =>
      answers.push(...statuses.map((one) => (typeof one === 'number' ? { status: one } : one))),
    always: (status: number) => {
      usual = status
    },
    close: () => new Promise((done) => server.close(done)),
  }
}
