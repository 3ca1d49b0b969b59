import type { IncomingComplaint } from '@zhiwei/contract'
import { z } from 'zod'

// 消费者投诉 2.0, as its detail and its history are told; what a later version adds is passed over.
// Source: pay.weixin.qq.com/doc/v3/merchant/4012533431 (list), 4012691648 (detail), 4012533439 (history)

const Media = z.object({ media_type: z.string().optional(), media_url: z.array(z.string()).optional() })

export const PayComplaint = z.object({
  complaint_id: z.string().min(1).max(64),
  complaint_time: z.string(),
  complaint_detail: z.string().default(''),
  /** PENDING, PROCESSING, PROCESSED */
  complaint_state: z.string(),
  payer_phone: z.string().optional(),
  payer_openid: z.string().optional(),
  problem_description: z.string().optional(),
  problem_type: z.string().optional(),
  apply_refund_amount: z.number().optional(),
  user_complaint_times: z.number().optional(),
  incoming_user_response: z.boolean().optional(),
  complaint_order_info: z
    .array(z.object({ transaction_id: z.string(), out_trade_no: z.string().optional(), amount: z.number().optional() }))
    .optional(),
  complaint_media_list: z.array(Media).optional(),
})
export type PayComplaint = z.infer<typeof PayComplaint>

export const PayStep = z.object({
  log_id: z.string().min(1).max(100),
  operate_time: z.string(),
  operate_type: z.string(),
  operate_details: z.string().optional(),
})
export type PayStep = z.infer<typeof PayStep>
export const PayList = z.object({ data: z.array(z.unknown()).default([]), total_count: z.number().optional() })

const longestText = 20_000

/** What a later look compares: something happened when it differs. */
export const markOf = ({ complaint_state: state, user_complaint_times: times = 1, incoming_user_response: waits = false }: PayComplaint) =>
  `${state} ${times} ${waits}`

/** @param phone opened with the merchant's key */
export function complaintOf(given: PayComplaint, phone: string | null, now: Date): IncomingComplaint {
  const orders = given.complaint_order_info ?? []
  const receivedAt = new Date(given.complaint_time)
  const amountFen = orders.reduce((sum, { amount = 0 }) => sum + amount, 0)
  const text = [
    given.complaint_detail || '[未填写投诉内容]',
    ...(given.problem_description && given.problem_description !== given.complaint_detail ? [given.problem_description] : []),
    ...orders.map(({ transaction_id: id, out_trade_no: own }) => `微信支付订单 ${id}${own ? `，商户订单 ${own}` : ''}`),
  ]
  const isRefund = given.problem_type === 'REFUND'
  return {
    channel: 'wechat',
    externalId: `wechatPay:${given.complaint_id}`,
    receivedAt: (receivedAt < now ? receivedAt : now).toISOString(),
    complainant: {
      ...(phone && { phone }),
      ...(given.payer_openid && { customerNo: `wechatPay:${given.payer_openid}`.slice(0, 100) }),
    },
    subject: `微信支付投诉 ${given.complaint_id}`,
    text: text.join('\n').slice(0, longestText),
    ...(amountFen > 0 && { amountFen }),
    ...(isRefund && {
      remedySought: given.apply_refund_amount ? `申请退款 ${(given.apply_refund_amount / 100).toFixed(2)} 元` : '申请退款',
    }),
  }
}

/** Steps of the customer and the platform that our people must see. `begins`: also where our case is closed, as a new one. */
const steps: Record<string, { word: string; begins: boolean }> = {
  USER_RESPONSE: { word: '', begins: true },
  USER_CONTINUE_COMPLAINT: { word: '[继续投诉] ', begins: true },
  USER_APPLY_PLATFORM_HELP: { word: '[客户申请平台协助] ', begins: true },
  PLATFORM_HELP_APPLICATION: { word: '[平台催办] ', begins: false },
  PLATFORM_RESPONSE: { word: '[平台留言] ', begins: false },
  USER_REVOKE_COMPLAINT: { word: '[客户撤销投诉] ', begins: false },
  USER_COMFIRM_COMPLAINT: { word: '[客户确认处理完成] ', begins: false },
  USER_SUBMIT_SATISFACTION: { word: '[客户评价] ', begins: false },
}

/** null: our own step, or one of the system. */
export function stepOf(id: string, given: PayStep, now: Date): { complaint: IncomingComplaint; begins: boolean } | null {
  const step = steps[given.operate_type]
  if (!step) return null
  const at = new Date(given.operate_time)
  const text = `${step.word}${given.operate_details ?? ''}`.trim() || '[空消息]'
  return {
    begins: step.begins,
    complaint: {
      channel: 'wechat',
      externalId: `wechatPay:${id}:${given.log_id}`.slice(0, 200),
      receivedAt: (at < now ? at : now).toISOString(),
      complainant: {},
      text: text.slice(0, longestText),
    },
  }
}
