import { newKey } from '../../platform/new-key.ts'

/** A complaint while it is being written (草稿). */
export type Filing = {
  /** One for this complaint, sent with every try, so that none is filed twice. */
  key: string
  category: string
  text: string
  reference: string
  contactBy: 'phone' | 'email' | 'none'
  phone: string
  email: string
  name: string
  remedies: string[]
  remedyText: string
}

export const filingSteps = ['about', 'what', 'evidence', 'contact', 'remedy', 'review'] as const
export type FilingStep = (typeof filingSteps)[number]

export const emptyFiling = (): Filing => ({
  key: newKey(),
  category: '',
  text: '',
  reference: '',
  contactBy: 'phone',
  phone: '',
  email: '',
  name: '',
  remedies: [],
  remedyText: '',
})

export const isBegun = ({ category, text, reference, phone, email, name, remedies, remedyText }: Filing) =>
  [category, text, reference, phone, email, name, remedyText].some((value) => value.trim() !== '') || remedies.length > 0

/** As long as the server takes. */
export const longestText = 20_000
const shortestText = 5
const phoneShape = /^\+?\d{7,20}$/
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

export type Lacking = { text?: 'needed' | 'short' | 'long'; phone?: 'needed' | 'wrong'; email?: 'needed' | 'wrong' }

/** What a screen still lacks, by the field it is said at; empty when one may go on. */
export function lackingOf(filing: Filing, step: FilingStep): Lacking {
  if (step === 'what') {
    const length = filing.text.trim().length
    if (length === 0) return { text: 'needed' }
    return length < shortestText ? { text: 'short' } : length > longestText ? { text: 'long' } : {}
  }
  if (step === 'contact' && filing.contactBy !== 'none') {
    const value = filing.contactBy === 'phone' ? filing.phone.replace(/[\s()-]/g, '') : filing.email.trim()
    const shape = filing.contactBy === 'phone' ? phoneShape : emailShape
    return value === '' ? { [filing.contactBy]: 'needed' } : shape.test(value) ? {} : { [filing.contactBy]: 'wrong' }
  }
  return {}
}

/** The first screen that lacks something: nobody reaches the review past it. */
export const firstLacking = (filing: Filing): FilingStep | undefined =>
  filingSteps.find((step) => Object.keys(lackingOf(filing, step)).length > 0)

/** The screen an address means, but never one past what is still lacking. */
export function stepOf(wanted: string, filing: Filing): FilingStep {
  const at = Math.max(0, filingSteps.indexOf(wanted as FilingStep))
  const lacking = firstLacking(filing)
  const furthest = lacking ? filingSteps.indexOf(lacking) : filingSteps.length - 1
  return filingSteps[Math.min(at, furthest)] ?? 'about'
}

export const stepAfter = (step: FilingStep) => filingSteps[filingSteps.indexOf(step) + 1]

const told = {
  when: /[\d一二两三四五六七八九十上本这昨今前去]+\s*(年|个?月|周|日|号|点|天|小时)|昨|今天|前天|星期|上午|下午|晚上|刚才|\d{1,2}[:：/-]\d{1,2}|yesterday|today|\b(mon|tues|wednes|thurs|fri|satur|sun)day|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bago\b|last (week|month)|\d+ ?(am|pm|days?|weeks?|months?|hours?)\b/i,
  which:
    /订单|单号|型号|套餐|合同|账户|门店|[A-Z]{2,}[-\d]*\d{2,}|\d{6,}|空调|冰箱|洗衣机|热水器|电视|手机|电脑|家具|快递|流量|宽带|账单|会员|order|model|invoice|contract|account|store|shop|machine|fridge|phone|parcel/i,
  tried:
    /客服|打电话|电话|热线|联系|找过|反映|投诉过|师傅|门店说|回复|答复|called|contacted|told|asked|service|support|replied|complained/i,
} as const

/** Facts that make a complaint quicker to settle, and whether the text seems to tell them; a hint, never a bar. */
export const toldIn = (text: string) =>
  (Object.keys(told) as (keyof typeof told)[]).map((fact) => ({ fact, isTold: told[fact].test(text) }))
