import type { IncomingComplaint } from '@zhiwei/contract'
import { CallUnreadable } from '../incoming-call.ts'
import { fieldsIn, textIn, type XmlFields } from '../wechat-api/xml.ts'

// 交易类投诉 as complaint_callback tells it.
// Source: developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/guarantee/complaint

/** Of the published states, those we can name; others are told by their number. */
const stateWords: Record<string, string> = {
  '201': '待商家处理',
  '206': '平台判定商家责任，待上传处理凭证',
  '312': '平台判定商家责任，平台退款中',
}

export type TradeComplaint = {
  id: string
  openId: string
  state: string
  expiresAt: string
  complaint: IncomingComplaint
  progress: string
}

const digits = /^\d{1,20}$/
const longestText = 20_000

/** @throws CallUnreadable without a number or a customer */
export function tradeComplaintOf(event: XmlFields, now: Date): TradeComplaint {
  const [info] = fieldsIn(event, 'BussiCallBackInfo')
  const said = (name: string) => (info && textIn(info, name)?.trim()) || ''
  const id = said('complaint_order_id')
  const openId = said('open_id')
  if (!digits.test(id) || openId === '') throw new CallUnreadable('没有投诉单号或 open_id')
  const createdAt = instantOf(said('create_time'))
  const state = said('status')
  const expiresAt = instantOf(said('expire_time'))
  const orders = [
    said('order_id') && `微信支付订单 ${said('order_id')}`,
    said('out_trade_no') && `商家订单 ${said('out_trade_no')}`,
  ].filter(Boolean)
  const phone = /^1[3-9]\d{9}$/.test(said('phone_number')) ? said('phone_number') : ''
  const amountFen = fenOf(said('total_cost'))
  return {
    id,
    openId,
    state,
    expiresAt: expiresAt?.toISOString() ?? '',
    progress: `[小程序交易投诉] 平台状态：${stateWords[state] ?? state}${expiresAt ? `，到期 ${expiresAt.toISOString()}` : ''}`,
    complaint: {
      channel: 'wechat',
      externalId: `miniProgram:${id}`,
      receivedAt: (createdAt && createdAt < now ? createdAt : now).toISOString(),
      complainant: { customerNo: `miniProgram:${openId}`.slice(0, 100), ...(phone && { phone }) },
      subject: `小程序交易投诉 ${id}`,
      text: [said('customer_material_content') || '[未填写投诉内容]', ...orders].join('\n').slice(0, longestText),
      ...(said('product_name') && { product: said('product_name').slice(0, 200) }),
      ...(amountFen !== undefined && { amountFen }),
    },
  }
}

/** Unix seconds; 0 is none. */
function instantOf(seconds: string): Date | null {
  const at = Number(seconds)
  return digits.test(seconds) && at > 0 && at < 1e11 ? new Date(at * 1_000) : null
}

/** Whole numbers are taken as 分, as everywhere in 微信支付; with a point they can only be 元. */
function fenOf(cost: string): number | undefined {
  if (/^\d{1,12}$/.test(cost)) return Number(cost)
  return /^\d{1,10}\.\d{1,2}$/.test(cost) ? Math.round(Number(cost) * 100) : undefined
}
