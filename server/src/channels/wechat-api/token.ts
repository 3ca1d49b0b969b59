import type { Account } from '../doors.ts'
import type { TokenSource } from './api.ts'

type AppAccount = Account<{ base: string; appId: string; appSecret: string }>

/** 稳定版 token: asking for it does not end the one that others of the company use. Source: developers.weixin.qq.com getStableAccessToken */
export const tokenSourceOf = ({ id, settings: { base, appId, appSecret } }: AppAccount): TokenSource => ({
  accountId: id,
  base,
  secret: appSecret,
  ask: {
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false },
  },
})
