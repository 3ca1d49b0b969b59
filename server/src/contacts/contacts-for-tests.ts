import { contactSources } from '../contacts-sources.ts'
import type { Deps } from '../platform/deps.ts'
import { runScheduleOnce } from '../platform/worker.ts'
import { giveCareTasks } from './care/give.ts'
import { remindOfCare } from './care/remind.ts'
import { judgeContacts } from './latent/judge.ts'
import { warnOfLatent } from './latent/warn.ts'

/** Builders for tests: what a test does not name is ordinary. */

export const anUnhappyTalk = [
  { by: 'customer', text: '我家空调又不制冷了，上周刚修过' },
  { by: 'staff', text: '您好，请问您的订单号是多少？' },
  { by: 'customer', text: '我都说了三遍了，每次都问一样的，有完没完' },
  { by: 'staff', text: '抱歉，这边系统查不到，请您再打 400 咨询。' },
  { by: 'customer', text: '踢皮球是吧，太失望了，以后再也不买你们家的了' },
] as const

export const aContact = (given: object = {}) => ({
  channel: 'chat',
  occurredAt: '2026-11-02T01:30:00Z',
  complainant: { phone: '13911110000' },
  turns: [
    { by: 'customer', text: '你好，请问净水器滤芯多久换一次？' },
    { by: 'staff', text: '您好，一般六个月换一次，需要我帮您下单吗？' },
    { by: 'customer', text: '好的，知道了，谢谢' },
  ],
  ...given,
})

/** Everything that follows of itself after a contact. */
export const settledWorld = ({ deps, tenantId }: { deps: Deps; tenantId: string }) =>
  runScheduleOnce(
    deps,
    [judgeContacts, giveCareTasks, warnOfLatent, remindOfCare].map((job) => ({ name: job.name, everyMs: 1, run: job(contactSources) })),
    tenantId,
  )
