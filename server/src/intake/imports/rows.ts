import { Channel, type ImportField, type ImportMapping, type IncomingComplaint, type Status } from '@zhiwei/contract'
import { cleanText } from '@zhiwei/text'
import { phonesOf } from '../../customers/index.ts'
import { isMonthOnly, readDate } from './dates.ts'
import { maskCell } from './mask-cells.ts'
import type { SheetRow } from './read-file.ts'
import type { ReferralSheet } from './referral-sheets/recognise.ts'
import { referralOf } from './referral-sheets/referral.ts'
import { cut } from './text-cells.ts'

/** What is wrong with a cell; an error keeps the row out, a warning only says what was left out of it. */
export type RowProblem = { field: ImportField; value: string; detail: string; severity: 'error' | 'warning' }
export type ImportedRow = {
  row: number
  complaint: IncomingComplaint
  status?: Status
  answer?: { text: string; at: Date | null }
  closedAt?: Date
  severity?: 'general' | 'major' | 'serious' | 'critical'
  problems: RowProblem[]
}
/** Category codes of the tenant by everything a file may call them. */
export type CategoryNames = Map<string, string>
export type RowContext = {
  mapping: ImportMapping
  categories: CategoryNames
  offsetMinutes: number
  now: Date
  dayFirst?: Set<ImportField>
  /** Whose transfer sheet it is, where its heads say so. */
  referral?: ReferralSheet | null
}

const limits: Partial<Record<ImportField, number>> = {
  externalId: 200,
  subject: 300,
  name: 100,
  email: 200,
  customerNo: 100,
  product: 200,
  node: 200,
  region: 200,
  remedySought: 2_000,
  authority: 90,
  referenceNo: 100,
}
const maxText = 20_000

// What has not happened yet comes first: 未办结 holds 办结.
const statusWords: [RegExp, Status][] = [
  [/不予受理|不受理|declined/i, 'declined'],
  [/[未待]归档/, 'closed'],
  [/[未待尚].*(受理|登记)|(未|待|尚未)处理|^(new|pending|registered|未分配|待分配|待派单)$|待办|not accepted|unaccepted/i, 'registered'],
  [
    /[未待尚不没].*(办结|结案|结|关闭|完|解决|答复|回复|反馈|回访|核实|审核)|not (yet )?(closed|resolved|done|answered)|unresolved|unanswered/i,
    'handling',
  ],
  [/撤诉|撤回|取消|withdrawn/i, 'withdrawn'],
  [/归档|archived/i, 'archived'],
  [/办结|已结|结案|完结|关闭|完成|已解决|已处理|处理完|closed|resolved|done/i, 'closed'],
  [/答复|回复|answered/i, 'answered'],
  [/处理中|办理中|在办|跟进|进行中|已派|派单|转办|handling|in progress|open/i, 'handling'],
  [/受理|accepted/i, 'accepted'],
]
const channelWords: [RegExp, IncomingComplaint['channel']][] = [
  [/电话|热线|来电|95598|12345|hotline|phone/i, 'hotline'],
  [/邮件|e-?mail/i, 'email'],
  [/短信|sms|text message/i, 'sms'],
  [/微信|wechat/i, 'wechat'],
  [/在线|客服|聊天|chat/i, 'chat'],
  [/网站|网页|网络|web/i, 'web'],
  [/app|小程序/i, 'app'],
  [/微博|抖音|小红书|论坛|social/i, 'social'],
  [/信件|来信|letter/i, 'letter'],
  [/来访|上门|柜台|walk/i, 'walk_in'],
  [/12315|12398|监管|工信|regulator/i, 'regulator'],
]
const severityWords: [RegExp, NonNullable<ImportedRow['severity']>][] = [
  [/特别重大|特大|critical/i, 'critical'],
  [/较大|major/i, 'major'],
  [/重大|严重|serious/i, 'serious'],
  [/一般|general|normal/i, 'general'],
]
const wordOf = <T>(table: [RegExp, T][], value: string) => table.find(([pattern]) => pattern.test(value))?.[1]

/** One row of the file as a complaint, with everything that could not be read said; the row is good when nothing is an error. */
export function readRow({ row, cells }: SheetRow, context: RowContext): ImportedRow {
  const { mapping, categories, offsetMinutes, now, dayFirst } = context
  const problems: RowProblem[] = []
  const cellOf = (field: ImportField) => {
    const index = Object.entries(mapping).find(([, mapped]) => mapped === field)?.[0]
    return index === undefined ? '' : cleanText(cells[Number(index)] ?? '').trim()
  }
  const say = (field: ImportField, value: string, detail: string, severity: RowProblem['severity'] = 'warning') =>
    problems.push({ field, value: cut(maskCell(field, value), 100), detail, severity })
  const short = (field: ImportField) => {
    const value = cellOf(field)
    const limit = limits[field] ?? 200
    if (value.length > limit) say(field, value, `超过 ${limit} 字，只取前 ${limit} 字`)
    return cut(value, limit)
  }
  const date = (field: ImportField, severity: RowProblem['severity']) => {
    const value = cellOf(field)
    const instant = value === '' ? null : readDate(value, offsetMinutes, dayFirst?.has(field))
    if (value !== '' && instant === null) say(field, value, '日期读不懂，请改成 2019-08-01 11:25 这样的写法', severity)
    if (instant !== null && isMonthOnly(value)) say(field, value, '只有年月，记为当月 1 日')
    return instant
  }

  const subject = short('subject')
  const text = cellOf('text') || subject
  if (text === '') say('text', '', '没有投诉内容，这一行不会导入', 'error')
  if (text.length > maxText) say('text', text, `内容超过 ${maxText} 字（现为 ${text.length} 字），请拆分后再导入`, 'error')
  const receivedAt = date('receivedAt', 'error')
  if (receivedAt && receivedAt.getTime() > now.getTime() + 86_400_000)
    say('receivedAt', cellOf('receivedAt'), '时间在将来，请核对', 'error')
  if (!receivedAt && cellOf('receivedAt') === '' && Object.values(mapping).includes('receivedAt'))
    say('receivedAt', '', '没有时间，将记为导入的时间')

  const complaint: IncomingComplaint = {
    channel: channelOf(cellOf('channel')),
    complainant: complainantOf(short, say),
    text: text || '-',
    ...(subject && { subject }),
    ...(receivedAt && { receivedAt: receivedAt.toISOString() }),
    ...(short('externalId') && { externalId: short('externalId') }),
    ...(short('product') && { product: short('product') }),
    ...(short('node') && { node: short('node') }),
    ...(short('region') && { region: short('region') }),
    ...(short('remedySought') && { remedySought: short('remedySought') }),
  }
  const category = cellOf('category')
  if (category !== '') {
    const code = categories.get(category) ?? categories.get(category.toLowerCase())
    if (code) complaint.category = code
    else say('category', category, '分类树里没有这个分类，导入后待分类')
  }
  const amountFen = amountOf(cellOf('amount'))
  if (amountFen === null) say('amount', cellOf('amount'), '金额读不懂，未导入')
  else if (amountFen !== undefined) complaint.amountFen = amountFen

  const referred = referralOf({ cellOf, short, say }, receivedAt, context)
  if (referred) {
    complaint.channel = 'regulator'
    complaint.regulator = referred
    complaint.externalId ??= referred.referenceNo
  }

  const answer = cellOf('answer')
  const status = wordOf(statusWords, cellOf('status'))
  if (cellOf('status') !== '' && !status) say('status', cellOf('status'), '状态读不懂；按历史导入时记为已办结')
  const severity = wordOf(severityWords, cellOf('severity'))
  const closedAt = date('closedAt', 'warning')
  return {
    row,
    complaint,
    problems,
    ...(status && { status }),
    ...(severity && { severity }),
    ...(answer && { answer: { text: cut(answer, maxText), at: date('answeredAt', 'warning') } }),
    ...(closedAt && { closedAt }),
  }
}

export type Say = (field: ImportField, value: string, detail: string, severity?: RowProblem['severity']) => void

function complainantOf(short: (field: ImportField) => string, say: Say): IncomingComplaint['complainant'] {
  const phone = short('phone')
  const email = short('email')
  const readable = phone === '' || phonesOf(phone).length > 0
  if (!readable) say('phone', phone, '电话读不懂，未导入')
  const isMail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
  if (email !== '' && !isMail) say('email', email, '邮箱读不懂，未导入')
  return {
    ...(short('name') && { name: short('name') }),
    ...(phone && readable && { phone }),
    ...(isMail && { email }),
    ...(short('customerNo') && { customerNo: short('customerNo') }),
  }
}

const channelOf = (value: string): IncomingComplaint['channel'] => {
  const code = Channel.safeParse(value)
  return code.success ? code.data : (value && wordOf(channelWords, value)) || 'import'
}

/** 元 as people write them (¥1,234.50, 98元, 1.2万) in fen; undefined when empty, null when unreadable. */
function amountOf(value: string): number | null | undefined {
  if (value === '') return undefined
  const match = /^[¥￥]?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(万)?\s*元?$/.exec(value.normalize('NFKC'))
  if (!match) return null
  return Math.round(Number(`${match[1]?.replaceAll(',', '')}${match[2] ?? ''}`) * (match[3] ? 1_000_000 : 100))
}

const wallClock = (instant: string, offsetMinutes: number) =>
  new Date(new Date(instant).getTime() + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')

/** The row as the preview shows it: what will be stored, personal data masked. */
export function previewOf(
  { row, complaint, status, answer, problems }: ImportedRow,
  offsetMinutes: number,
): { row: number; values: Record<string, string>; problems: string[] } {
  const { complainant, receivedAt, amountFen, text, ...rest } = complaint
  const given: Partial<Record<ImportField, string | undefined>> = {
    externalId: rest.externalId,
    receivedAt: receivedAt && wallClock(receivedAt, offsetMinutes),
    subject: rest.subject,
    text,
    name: complainant.name,
    phone: complainant.phone,
    email: complainant.email,
    customerNo: complainant.customerNo,
    category: rest.category,
    product: rest.product,
    node: rest.node,
    region: rest.region,
    amount: amountFen === undefined ? undefined : (amountFen / 100).toFixed(2),
    status,
    channel: rest.channel,
    answer: answer?.text,
    authority: rest.regulator?.authority,
    referenceNo: rest.regulator?.referenceNo,
    dueAt: rest.regulator?.dueAt && wallClock(rest.regulator.dueAt, offsetMinutes),
  }
  const shown = Object.entries(given).filter((entry): entry is [ImportField, string] => Boolean(entry[1]))
  return {
    row,
    values: Object.fromEntries(shown.map(([field, value]) => [field, cut(maskCell(field, value), field === 'subject' ? 300 : 200)])),
    problems: problems.map((problem) => problem.detail),
  }
}

export const isGood = ({ problems }: ImportedRow) => problems.every((problem) => problem.severity !== 'error')
