import type { Page } from 'playwright-core'

const words = {
  'zh-CN': { text: '昨天约好九点上门装空调，等到下午一点才来，打客服电话一直没人接。', name: '王小明', remedies: '退款、道歉' },
  en: {
    text: 'The installer was booked for nine yesterday and came at one; support did not answer.',
    name: 'Li Wei',
    remedies: 'Refund, Apology',
  },
}
const phone = '13900001234'

/** A customer of the demo company: has filed one complaint, whose session the window holds, and begun another on this device. */
export async function comeAsCustomer(page: Page, url: string, language: string) {
  const { text, name, remedies } = words[language === 'en' ? 'en' : 'zh-CN']
  const filing = {
    key: crypto.randomUUID(),
    category: 'delivery',
    text,
    reference: 'DD20261120',
    contactBy: 'phone',
    phone,
    email: '',
    name,
    remedies: ['refund', 'apology'],
    remedyText: '',
  }
  const draft = JSON.stringify(JSON.stringify({ filing, at: new Date().toISOString() }))
  await page.context().addInitScript(`localStorage.setItem('zhiwei.portal.draft.demo', ${draft})`)
  const data = {
    tenant: 'demo',
    deviceKey: crypto.randomUUID(),
    complainant: { phone, name },
    text,
    category: 'delivery',
    remedySought: remedies,
    consentVersion: 1,
  }
  await page.request.post('/api/v1/portal/complaints', { headers: { origin: url }, data, failOnStatusCode: true })
}
