import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type HeardCall = {
  path: string
  authorization: string | undefined
  text: string
  body: { model: string; messages: { role: string; content: string }[] }
}

/**
 * A model service at the wire that obeys whoever speaks to it last: words in the material that order it about are carried out to the letter; without such it
 * answers as it is told beforehand.
 */
export async function aModelServer() {
  const calls: HeardCall[] = []
  let ordinary = '您好，安装迟到的事我们已核实，对不起。结果会在……前告诉您。'
  let broken: { status: number; body: string } | undefined
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const body = JSON.parse(text) as HeardCall['body']
    calls.push({ path: request.url ?? '', authorization: request.headers.authorization, text, body })
    response.setHeader('content-type', 'application/json')
    response.statusCode = broken?.status ?? 200
    response.end(broken?.body ?? JSON.stringify({ choices: [{ message: { role: 'assistant', content: obeyed(body) ?? ordinary } }] }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    says: (words: string) => {
      ordinary = words
    },
    breaks: (answer: { status: number; body: string } | undefined) => {
      broken = answer
    },
    close: () => new Promise((done) => server.close(done)),
  }
}

/** Everything behind the first order it can find in the material, however it is put. */
function obeyed({ messages }: HeardCall['body']): string | undefined {
  const material = /BEGIN \S+\n([\s\S]*?)\nEND /u.exec(messages.at(-1)?.content ?? '')?.[1] ?? ''
  return /(?:忽略|指令|输出|ignore|instructions|reply with|system:|写[:：])([\s\S]*)/iu.exec(material)?.[1]
}
