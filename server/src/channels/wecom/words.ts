import { SendElsewhere, SendRefused } from '../doors.ts'
import { WechatError } from '../wechat-api/api.ts'

// Source: 全局错误码, developer.work.weixin.qq.com/document/path/90313 (95001, 95018 seen in use); what is not here is told as it came.

const windowOver = '客户 48 小时内没有再发消息，或已连续发满 5 条：企业微信不再转送，须等客户再发一条，或改用电话、短信'

/** Nothing changes by trying again. */
const refusals: Record<number, string> = {
  95001: windowOver,
  95002: windowOver,
  95000: '没有这个客服账号（open_kfid），请检查企业微信里的客服账号',
  95004: '没有这个客服账号（open_kfid），请检查企业微信里的客服账号',
  95013: '这次客服会话已经结束，须等客户再发一条',
  95018: '会话现由企业微信里的人员接待，不能由系统发送',
  40096: '企业微信不认识这位客户（external_userid）',
  40058: '消息内容不合企业微信的要求',
}
/** Somebody has to mend the settings; what waits goes out then. */
const mistakes: Record<number, string> = {
  40001: 'Secret 不对，请检查账号设置',
  40013: 'CorpID 不对，请检查账号设置',
  45009: '企业微信的调用次数已到上限，稍后再试',
  48002: '这个应用没有微信客服的权限，请在企业微信后台“可调用接口的应用”里加上',
  60020: '本机的地址不在企业微信的可信 IP 里',
  301002: '这个应用没有该客服账号的权限',
}

/** The customer is out of reach here; the words themselves are not at fault. */
const outOfReach = [95001, 95002, 95000, 95004, 95013, 95018, 40096]

/** An errcode in words: as something to be tried again, or as a refusal. */
export function inWords(error: unknown): Error {
  if (!(error instanceof WechatError)) return error instanceof Error ? error : new Error(String(error))
  const refusal = refusals[error.code]
  if (refusal) return new (outOfReach.includes(error.code) ? SendElsewhere : SendRefused)(`${refusal}（${error.code}）`)
  return new Error(`${mistakes[error.code] ?? `企业微信答复：${error.message}`}（${error.code}）`)
}

/** Why a message that was taken did not reach the customer (msg_send_fail, fail_type). */
export const failWords: Record<number, string> = {
  0: '没有送达，原因不明',
  1: '客服账号已删除',
  2: '应用已关闭',
  4: '会话已过期：超过 48 小时',
  5: '会话已关闭',
  6: '超过 5 条限制，须等客户再发一条',
  7: '未绑定视频号',
  8: '主体未验证',
  9: '未绑定视频号且主体未验证',
  10: '客户拒收',
}
