import type { GuideText } from '@zhiwei/contract'
import { type Act, systemActor } from '../../cases/index.ts'
import { addGuide, decideGuide, submitGuide } from '../../guides/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayAfter } from '../../platform/days.ts'
import type { Deps } from '../../platform/deps.ts'
import { improvers, manager } from '../company/company.ts'
import { atHour, daysAfter } from '../working-time.ts'

type Written = { product: string; content: GuideText; daysAgo: number; published: boolean }

const written: readonly Written[] = [
  {
    product: '净屿洗烘一体机 XQG100-JYH8',
    daysAgo: 40,
    published: true,
    content: {
      title: '洗烘一体机：衣服烘不干怎么办',
      misuse: '洗多少烘多少。\n烘完马上装满下一桶。',
      right: '烘干时只放洗涤容量的一半\n选“烘干”前先甩干一次\n每次用完清理门边的绒毛滤网\n厚薄分开烘',
      why: '筒内要留出翻动的空间，热风才能吹透；滤网堵住，时间会翻倍。',
      help: '照做两次仍不干，请在公众号“报修”里拍下屏幕上的代码。',
    },
  },
  {
    product: '暖泉燃气热水器 JSQ30-16NQ2',
    daysAgo: 3,
    published: false,
    content: {
      title: '热水忽冷忽热：先看这三处',
      misuse: '以为机器坏了，反复开关。',
      right: '看进水阀是否全开\n看花洒是否堵住（拧下来冲一冲）\n冬天把温度调到 45 度以下，水量调大',
      why: '水流太小，火力降不下来，机器会保护性熄火。',
      help: '三处都没有问题，请报修并说明几楼、水压情况。',
    },
  },
]

/** 客户指南 of the demo: one that customers read, one that waits for review, by the same acts. */
export async function writeGuides({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const people = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const idOf = (username: string | undefined) => people.find((person) => person.username === username)?.id ?? null
  const actAs = (username: string | undefined, at: Date): Act => ({
    tx,
    keys,
    now: at,
    actor: { ...systemActor(tenantId), userId: idOf(username), permissions: new Set(['cases:read', 'knowledge:manage']) },
  })
  const silent = { tell: async () => {} }
  for (const { product, content, daysAgo, published } of written) {
    const at = (days: number, hour: number) => atHour(daysAfter(now, days - daysAgo), hour)
    const { id } = await addGuide(actAs(improvers[0], at(0, 10)), { product, content })
    await submitGuide(actAs(improvers[0], at(0, 11)), id, 1, silent)
    if (!published) continue
    await decideGuide(actAs(manager, at(1, 9)), id, { verdict: 'approved', note: '', version: 2 }, silent)
    const first = at(2, 12).toISOString().slice(0, 10)
    const rows = Array.from({ length: daysAgo - 2 }, (_, day) => ({
      tenant_id: tenantId,
      guide_id: id,
      day: dayAfter(first, day),
      views: 6 + ((day * 7) % 11),
    }))
    await tx.insertInto('guide_view').values(rows).execute()
  }
}
