import type { ImportField, ImportMapping } from '@zhiwei/contract'
import { phonesOf } from '../../customers/index.ts'
import { looksLikeDate } from './dates.ts'
import { referralSheetOf } from './referral-sheets/recognise.ts'

/** Header words of each field, most telling first; a header matches a word that it contains. */
const words: [ImportField, RegExp][] = [
  [
    'externalId',
    /^(编号|单号|工单号|序列号|id|no\.?)$|(留言|投诉|工单|反映|诉求|受理|案件|来电|记录).*(编号|单号|号码|id)$|external.?id|case.?(id|no)|ticket.?(id|no)/i,
  ],
  ['answeredAt', /(答复|回复|反馈|处理).*(时间|日期)|answered.?at|reply.?(time|date)/i],
  ['closedAt', /(办结|结案|关闭|完成|完结).*(时间|日期)|closed.?at|close.?(time|date)/i],
  [
    'receivedAt',
    /(留言|投诉|受理|来电|创建|登记|反映|提交|发生|接收|收到|工单).*(时间|日期)|^(时间|日期)$|received.?at|created.?at|date|time/i,
  ],
  ['remedySought', /期望|要求|希望.*(解决|处理)|客户诉求$|remedy/i],
  ['answer', /(答复|回复|反馈|处理).*(意见|内容|结果|情况)|answer|reply|response|resolution/i],
  ['subject', /主题|标题|题目|概要|摘要|subject|title|summary/i],
  [
    'text',
    /(留言|投诉|反映|问题|诉求|工单|来电|事件|评论|评价|意见).*(详情|内容|描述|正文|文本)|^(详情|内容|描述|正文|留言|诉求|投诉内容)$|text|content|description|narrative|message|detail|review|comment/i,
  ],
  ['phone', /电话|手机|联系方式|号码|phone|mobile|tel/i],
  ['email', /邮箱|邮件|e-?mail/i],
  ['customerNo', /(客户|用户|会员|户).*(号|编码|编号|id)$|customer.?(no|id)|account/i],
  ['name', /姓名|投诉人|客户名|联系人|客户$|用户$|留言用户|称呼|^name$|customer.?name/i],
  ['category', /分类|类别|类型|category|type|issue/i],
  ['product', /产品|商品|型号|品名|product|model/i],
  ['node', /环节|节点|node|step/i],
  ['region', /地区|区域|城市|省|市|地址|region|city|state|area/i],
  ['amount', /金额|价格|费用|amount|price/i],
  ['channel', /渠道|来源|途径|channel|source/i],
  ['status', /状态|status|state/i],
  ['severity', /严重|等级|级别|紧急|severity/i],
]
// 12345 and 12315 sheets name these in words of their own (referral-sheets/).
const headerWords = /^(诉求人|来电人|(办理|办结|反馈|回复|处理)(时限|期限)|(转办|派单|交办)单位|投诉请求)$/

/** What the header alone says the column holds. */
export const fieldOfHeader = (header: string) => words.find(([, pattern]) => pattern.test(header.trim()))?.[0]

const asides = /[（(【[*＊：:].*$/u

/** Is this cell one of the words that head a column? Chinese heads end in the word (联系电话, not 电话打不通); Latin ones hold it anywhere. */
export function isHeaderWord(cell: string): boolean {
  const word = cell
    .trim()
    .replace(/^[*＊]/, '')
    .replace(asides, '')
    .trim()
  const isHan = /\p{Script=Han}/u.test(word)
  if (word === '' || (!isHan && word.split(/\s+/).length > 5)) return false
  if (headerWords.test(word)) return true
  return words.some(([, pattern]) => {
    const found = pattern.exec(word)
    return found !== null && (!isHan || found.index + found[0].length === word.length)
  })
}

/**
 * Guesses which column holds which field: by the header's words first, then by what stands in the cells. Each field is given once.
 * @param samples some filled cells of each column
 */
export function guessMapping(headers: string[], samples: string[][]): ImportMapping {
  const mapping: ImportMapping = {}
  const taken = new Set<ImportField>()
  const take = (index: number, field: ImportField) => {
    if (taken.has(field) || mapping[index] !== undefined) return
    mapping[index] = field
    taken.add(field)
  }
  // A transfer sheet of a known authority says by its heads what each column is.
  for (const [at, field] of Object.entries(referralSheetOf(headers)?.mapping ?? {})) {
    if (field === 'dueAt' || fits(field, samples[Number(at)] ?? [])) take(Number(at), field)
  }
  const isReferral = taken.has('referenceNo')
  for (const [field, pattern] of words) {
    // The authority's own number is the one that tells two referrals apart.
    if (taken.has(field) || (isReferral && field === 'externalId')) continue
    const index = headers.findIndex(
      (header, at) => mapping[at] === undefined && pattern.test(header.trim()) && fits(field, samples[at] ?? []),
    )
    if (index >= 0) take(index, field)
  }
  // A column of user names that are codes is a customer number: a name is no identity.
  for (const [at, field] of Object.entries(mapping)) {
    if (field === 'name' && !taken.has('customerNo') && isCodes(samples[Number(at)] ?? [])) {
      mapping[at] = 'customerNo'
      taken.add('customerNo')
    }
  }
  if (!taken.has('text')) guessText(samples, mapping, take)
  if (!taken.has('receivedAt')) {
    const index = samples.findIndex((values, at) => mapping[at] === undefined && values.length > 0 && values.every(looksLikeDate))
    if (index >= 0) take(index, 'receivedAt')
  }
  return mapping
}

/** Without a header that says so, the text is the column with the longest cells. */
function guessText(samples: string[][], mapping: ImportMapping, take: (index: number, field: ImportField) => void) {
  const mean = (values: string[]) => values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length)
  const candidates = samples
    .map((values, at) => ({ at, length: mean(values) }))
    .filter(({ at }) => mapping[at] === undefined || mapping[at] === 'subject')
  const longest = candidates.sort((a, b) => b.length - a.length)[0]
  if (!longest || longest.length < 6) return
  delete mapping[longest.at]
  take(longest.at, 'text')
}

const isCodes = (values: string[]) => values.length > 0 && values.every((value) => /^[A-Za-z]{0,6}[-_]?\d{3,}[A-Za-z]?$/.test(value))

/** 序号: 1, 2, 3 … (or from 0) only counts the lines of this sheet; next month's has the same numbers. */
const isRunningNumber = (values: string[]) => {
  const first = Number(values[0])
  return (first === 0 || first === 1) && values.every((value, at) => /^\d+(\.0+)?$/.test(value) && Number(value) === first + at)
}

/** A header may deceive: "联系方式" with addresses is no phone, 编号 over 1, 2, 3 is none. */
function fits(field: ImportField, values: string[]): boolean {
  if (values.length === 0) return true
  if (field === 'externalId') return !isRunningNumber(values)
  if (field === 'phone') return values.some((value) => phonesOf(value).length > 0)
  if (field === 'email') return values.some((value) => value.includes('@'))
  if (field === 'receivedAt' || field === 'answeredAt' || field === 'closedAt')
    return values.some((value) => looksLikeDate(value) || /^\d{5,}(\.\d+)?$/.test(value))
  if (field === 'amount') return values.some((value) => /\d/.test(value))
  return true
}
