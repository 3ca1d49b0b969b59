import { SendElsewhere, SendRefused } from '../doors.ts'
import { WechatError } from '../wechat-api/api.ts'

// Source: 全局返回码, developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html

const refusals: Record<number, string> = {
  40003: '公众号不认识这位客户（openid）',
  43004: '客户没有关注公众号',
  43019: '客户在公众号的黑名单里',
  43101: '客户不接收这个模板的消息',
  45015: '客户 48 小时内没有和公众号互动，不能再发客服消息',
  45047: '客服消息已到条数上限，须等客户再发一条',
  40037: '没有这个消息模板，请检查模板 ID',
  47003: '模板的字段不对，请检查账号设置里的字段名',
  45157: '这个标签名不能用',
}
const mistakes: Record<number, string> = {
  40001: 'AppSecret 不对，请检查账号设置',
  40013: 'AppID 不对，请检查账号设置',
  40125: 'AppSecret 不对，请检查账号设置',
  40164: '本机的地址不在公众平台的 IP 白名单里',
  45009: '调用次数已到今天的上限',
  48001: '这个公众号没有客服消息的权限（须为已认证的服务号）',
}

/** Codes after which a template message may still reach the customer. */
export const windowIsOver = (error: unknown) => error instanceof WechatError && [45015, 45047].includes(error.code)

/** The follower is out of reach here; the words themselves are not at fault. */
const outOfReach = [40003, 43004, 43019, 43101, 45015, 45047, 40037, 47003]

/** An errcode in words: as something to be tried again, or as a refusal. */
export function inWords(error: unknown): Error {
  if (!(error instanceof WechatError)) return error instanceof Error ? error : new Error(String(error))
  const refusal = refusals[error.code]
  if (refusal) return new (outOfReach.includes(error.code) ? SendElsewhere : SendRefused)(`${refusal}（${error.code}）`)
  return new Error(`${mistakes[error.code] ?? `微信答复：${error.message}`}（${error.code}）`)
}
