import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type TakenSms = { id: string; to: string; text: string }

/** A gateway for short messages at the wire: checks the signature over the bytes, takes each id once, and refuses as it is told. */
export async function anSmsServer({ keyId, secret }: { keyId: string; secret: string }) {
  const messages: TakenSms[] = []
  const answers: { status: number; body: object }[] = []
  let calls = 0
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString('utf8')
    calls += 1
    const answer = (status: number, said: object) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(said))
    }
    const right = createHmac('sha256', secret).update(`${request.headers['x-timestamp']}.${body}`).digest('hex')
    if (request.headers['x-key-id'] !== keyId || request.headers['x-signature'] !== right) return answer(401, { message: 'bad signature' })
    const told = answers.shift()
    if (told) return answer(told.status, told.body)
    const given = JSON.parse(body) as TakenSms | { check: true }
    if ('check' in given) return answer(200, {})
    if (!messages.some(({ id }) => id === given.id)) messages.push(given)
    return answer(200, { id: `gw-${given.id}` })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    address: `http://${host}/sms`,
    messages,
    calls: () => calls,
    /** The next calls are answered so. */
    answer: (...next: { status: number; body: object }[]) => answers.push(...next),
    /** Headers of a reply that the gateway hands on, signed over its bytes. */
    signed: (body: string, at: Date) => {
      const timestamp = String(Math.floor(at.getTime() / 1000))
      return { 'x-timestamp': timestamp, 'x-signature': createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex') }
    },
    close: () => new Promise((done) => server.close(done)),
  }
}
