import type { ContactChannel, ContactField } from '@zhiwei/contract'
import { ContactField as Field } from '@zhiwei/contract'

/** Header words of each field, most telling first. */
const words: [ContactField, RegExp][] = [
  [
    'externalId',
    /^(编号|会话|单号|id|no\.?)$|(会话|通话|对话|录音|工单|问卷|答卷|评价|评论|联络|帖子?|微博).*(编号|单号|流水号?|id)$|external.?id|(session|call|chat|conversation|contact|review|post).?(id|no)/i,
  ],
  [
    'occurredAt',
    /(会话|通话|对话|联络|来电|评价|评论|提交|发布|发生|创建|开始|接入).*(时间|日期)|^(时间|日期)$|occurred.?at|created.?at|start.?time|date|time/i,
  ],
  ['speaker', /说话人|发言人|发送[人方者]|角色|发送者|speaker|role|sender|^by$/i],
  ['score', /评分|打分|满意度|星级|得分|nps|csat|score|rating|stars?/i],
  ['phone', /电话|手机|联系方式|号码|phone|mobile|tel/i],
  ['email', /邮箱|邮件|e-?mail/i],
  ['customerNo', /(客户|用户|会员|户).*(号|编码|编号|id)$|customer.?(no|id)|account/i],
  [
    'text',
    /(会话|通话|对话|聊天|消息|评价|评论|留言|反馈|发言|帖子|微博|意见|回答).*(内容|正文|文本|记录|原文)|^(内容|正文|文本|记录|评价|评论|原文|转写)$|text|content|message|transcript|comment|review|feedback/i,
  ],
  ['name', /姓名|客户名|联系人|客户$|用户$|昵称|^name$|customer.?name/i],
  ['product', /产品|商品|型号|品名|product|model/i],
  ['node', /环节|节点|node|step/i],
  ['region', /地区|区域|城市|省|市|地址|region|city|area/i],
  ['channel', /渠道|来源|途径|平台|channel|source|platform/i],
]

/** Which column holds which field, by its header; each field once. Without a header that says so the text is the widest column. */
export function guessColumns(headers: readonly string[], samples: readonly string[][]): Map<number, ContactField> {
  const found = new Map<number, ContactField>()
  for (const [field, pattern] of words) {
    const at = headers.findIndex((header, index) => !found.has(index) && pattern.test(header.trim()))
    if (at >= 0) found.set(at, field)
  }
  if (![...found.values()].includes('text')) {
    const widths = samples.map((cells) => cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length))
    const free = widths.map((width, at) => ({ width, at })).filter(({ at }) => !found.has(at))
    const [widest] = free.sort((a, b) => b.width - a.width)
    if (widest && widest.width >= 6) found.set(widest.at, 'text')
  }
  return found
}

/** `0:externalId,3:text` as the person chose; what it does not name is guessed no more. */
export function columnsGiven(mapping: string): Map<number, ContactField> | null {
  const given = new Map<number, ContactField>()
  for (const part of mapping.split(',').filter(Boolean)) {
    const [index, name] = part.split(':')
    const field = Field.safeParse(name)
    const at = Number(index)
    if (!field.success || !Number.isInteger(at) || at < 0 || [...given.values()].includes(field.data)) return null
    given.set(at, field.data)
  }
  return given
}

const channels: [ContactChannel, RegExp][] = [
  ['survey', /问卷|调查|回访|survey|nps|csat/i],
  ['review', /评价|评论|点评|review|rating/i],
  ['social', /微博|小红书|抖音|快手|知乎|贴吧|论坛|社交|黑猫|朋友圈|weibo|tiktok|twitter|^x$|facebook|social/i],
  ['wechat', /微信|公众号|企微|wechat/i],
  ['hotline', /电话|热线|来电|呼入|语音|通话|call|phone|hotline|voice/i],
  ['email', /邮件|e-?mail/i],
  ['sms', /短信|sms|text message/i],
  ['app', /app|小程序|客户端/i],
  ['walk_in', /门店|窗口|现场|营业厅|store|counter/i],
  ['chat', /在线|聊天|会话|客服|chat|im$/i],
  ['web', /网站|网页|官网|web/i],
]

/** 渠道 as people write it; null when nothing is known to be meant. */
export const channelOf = (written: string): ContactChannel | null =>
  channels.find(([, pattern]) => pattern.test(written.trim()))?.[0] ?? null

const staff = /^(客服|坐席|座席|员工|人工|商家|店家|卖家|服务人员|专员|agent|staff|seller|operator|csr?|service)/i
const bot = /^(机器人|智能|小助手|助手|系统|自动|bot|robot|system|assistant)/i
const customer = /^(客户|用户|顾客|买家|来电|访客|消费者|业主|乘客|患者|customer|user|client|visitor|caller|buyer|consumer|me$)/i

export function speakerOf(written: string): 'customer' | 'staff' | 'bot' | null {
  const word = written.trim()
  if (bot.test(word)) return 'bot'
  if (staff.test(word)) return 'staff'
  return customer.test(word) ? 'customer' : null
}

type SpokenTurn = { by: 'customer' | 'staff' | 'bot'; text: string }
const spokenLine = /^\s*(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s*)?([\p{L}\d]{1,12})\s*[:：]\s*(.*)$/u

/** 转写: `客户：… 客服：…` line by line as turns; a text without such lines is the customer's one turn. */
export function turnsOfText(text: string): SpokenTurn[] {
  const turns: SpokenTurn[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, word = '', said = ''] = spokenLine.exec(line) ?? []
    const by = word ? speakerOf(word) : null
    if (by) turns.push({ by, text: said })
    else if (turns.length > 0) {
      const last = turns[turns.length - 1]
      if (last) last.text = `${last.text}\n${line}`
    } else if (line.trim() !== '') return [{ by: 'customer', text: text.trim() }]
  }
  const spoken = turns.map((turn) => ({ ...turn, text: turn.text.trim() })).filter((turn) => turn.text !== '')
  return spoken.length > 0 ? spoken : [{ by: 'customer', text: text.trim() }]
}
