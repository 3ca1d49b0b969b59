import type { Page } from 'playwright-core'

/** Every page of the staff app by name; those of one case, customer or import need its id. */
export const placesOf = (ids: { caseId: string; customerId: string; importId: string }) => ({
  workbench: '/',
  queue: '/queue',
  team: '/team',
  priority: '/settings/priority',
  routing: '/settings/routing',
  routingRules: '/settings/routing?tab=rules',
  cases: '/cases',
  case: `/cases/${ids.caseId}`,
  register: '/cases/new',
  imports: '/imports',
  import: `/imports/${ids.importId}`,
  customers: '/customers',
  customer: `/customers/${ids.customerId}`,
  approvals: '/approvals?mine=false',
  ledger: '/ledger',
  authority: '/settings/authority',
  dispatch: '/dispatch',
  disputes: '/dispatch?part=disputes',
  tasks: '/tasks',
  supervisions: '/supervisions',
  notices: '/notices?show=all',
  escalationRules: '/settings/escalation-rules',
  onCall: '/settings/on-call',
  noticeChannels: '/settings/notices',
  users: '/settings/users',
  units: '/settings/units',
  roles: '/settings/roles',
  categories: '/settings/categories',
  calendars: '/settings/calendars',
  clockRules: '/settings/clock-rules',
  tokens: '/settings/tokens',
  audit: '/settings/audit',
  models: '/settings/models',
  processes: '/settings/processes',
  adherence: '/settings/processes?tab=adherence',
  textLab: '/text-lab',
  textRead: '/text-lab?example=angry',
  conversationRead: '/text-lab?example=dialogue',
  security: '/settings/security',
  nowhere: '/no/such/page',
})

/** Goes there and waits until what is grey has become content. */
export async function settled(page: Page, address: string) {
  await page.goto(address)
  await page.locator('h1').first().waitFor()
  await page.locator('.bone, .route-progress, .ant-spin-spinning').first().waitFor({ state: 'detached' })
}
