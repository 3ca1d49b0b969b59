import type { TokenSource } from '../wechat-api/api.ts'
import type { WecomAccount } from './door.ts'

export const tokenSourceOf = ({ id, settings: { base, corpId, secret } }: WecomAccount): TokenSource => ({
  accountId: id,
  base,
  secret,
  ask: { method: 'GET', path: `/cgi-bin/gettoken?corpid=${encodeURIComponent(corpId)}&corpsecret=${encodeURIComponent(secret)}` },
})
