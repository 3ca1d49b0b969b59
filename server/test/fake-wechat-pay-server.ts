import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes, sign, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyOf } from './fake-wecom-server.ts'

type Complaint = Record<string, unknown> & { complaint_id: string; complaint_state: string }
type Step = { log_id: string; operator: string; operate_time: string; operate_type: string; operate_details: string }

const aKeyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

/** 微信支付 APIv3 at the wire: takes only what the merchant signed, signs what it answers and notifies, seals what is secret. */
export async function aWechatPayServer() {
  const merchant = aKeyPair()
  const platform = aKeyPair()
  const apiV3Key = randomBytes(16).toString('hex')
  const complaints = new Map<string, Complaint>()
  const steps = new Map<string, Step[]>()
  const images = new Map<string, Buffer>()
  const asked: { method: string; path: string; body: Record<string, unknown> }[] = []
  let refusal: { part: string; status: number; answer: object } | undefined
  let signsAnswers = true

  /** @param at Unix seconds of the other side's clock */
  const signedHeaders = (body: string, at: number, key = platform.privateKey) => {
    const nonce = randomBytes(8).toString('hex')
    const signature = sign('sha256', Buffer.from(`${at}\n${nonce}\n${body}\n`), key).toString('base64')
    return {
      'wechatpay-serial': 'PUB_KEY_ID_1',
      'wechatpay-timestamp': String(at),
      'wechatpay-nonce': nonce,
      'wechatpay-signature': signature,
    }
  }
  const isByMerchant = (method: string, path: string, body: string, header: string | undefined) => {
    const given = Object.fromEntries([...(header ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
    const text = `${method}\n${path}\n${given.timestamp}\n${given.nonce_str}\n${body}\n`
    const signature = Buffer.from(String(given.signature), 'base64')
    return given.mchid === '1900000001' && verify('sha256', Buffer.from(text), merchant.publicKey, signature)
  }

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const method = request.method ?? 'GET'
    const text = await bodyOf(request)
    const timestamp = Number(/timestamp="(\d+)"/.exec(request.headers.authorization ?? '')?.[1] ?? 0)
    const tell = (status: number, answer: object | null) => {
      const body = answer === null ? '' : JSON.stringify(answer)
      const headers = signsAnswers ? signedHeaders(body, timestamp) : {}
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    }
    if (!isByMerchant(method, path, text, request.headers.authorization)) return tell(401, { code: 'SIGN_ERROR', message: '签名错误' })
    const url = new URL(path, 'http://pay')
    asked.push({ method, path: url.pathname, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) })
    if (refusal && url.pathname.includes(refusal.part)) return tell(refusal.status, refusal.answer)
    if (url.pathname.startsWith('/v3/merchant-service/images/')) {
      const bytes = images.get(url.pathname.split('/').at(-1) ?? '')
      return bytes ? response.setHeader('content-type', 'image/png').end(bytes) : tell(404, { code: 'RESOURCE_NOT_EXISTS', message: '无' })
    }
    if (url.pathname === '/v3/merchant-service/complaint-notifications')
      return tell(400, { code: 'RESOURCE_NOT_EXISTS', message: '未创建' })
    const [, , , noun, id = '', act] = url.pathname.split('/')
    if (noun !== 'complaints-v2') return tell(404, { code: 'RESOURCE_NOT_EXISTS', message: '无' })
    if (id === '') {
      const offset = Number(url.searchParams.get('offset'))
      const data = [...complaints.values()].slice(offset, offset + Number(url.searchParams.get('limit')))
      return tell(200, { data, limit: 50, offset, total_count: complaints.size })
    }
    const complaint = complaints.get(id)
    if (!complaint) return tell(404, { code: 'RESOURCE_NOT_EXISTS', message: '无' })
    if (act === 'negotiation-historys') return tell(200, { data: steps.get(id) ?? [], limit: 300, offset: 0 })
    if (act === 'response' || act === 'complete') {
      complaint.complaint_state = act === 'response' ? 'PROCESSING' : 'PROCESSED'
      return tell(204, null)
    }
    return tell(200, complaint)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    merchantKey: merchant.privateKey,
    platformKey: platform.publicKey,
    otherKey: merchant.privateKey,
    apiV3Key,
    complaints,
    steps,
    images,
    asked,
    asksOf: (end: string) => asked.filter(({ path }) => path.endsWith(end)),
    signedHeaders,
    sealPhone: (phone: string) =>
      publicEncrypt({ key: merchant.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, Buffer.from(phone)).toString(
        'base64',
      ),
    /** A notice as it is posted: its body, to be signed. */
    notice: (id: string, { key = apiV3Key, action = 'CREATE_COMPLAINT' } = {}) => {
      const nonce = randomBytes(6).toString('hex')
      const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce))
      cipher.setAAD(Buffer.from('complaint'))
      const sealed = Buffer.concat([
        cipher.update(JSON.stringify({ complaint_id: id, action_type: action })),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      const resource = { algorithm: 'AEAD_AES_256_GCM', ciphertext: sealed.toString('base64'), nonce, associated_data: 'complaint' }
      return JSON.stringify({ id: `EV-${id}`, event_type: 'COMPLAINT.CREATE', resource_type: 'encrypt-resource', resource })
    },
    refuse: (part: string, status = 500, answer: object = {}) => {
      refusal = part === '' ? undefined : { part, status, answer }
    },
    signAnswers: (signs: boolean) => {
      signsAnswers = signs
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  }
}
