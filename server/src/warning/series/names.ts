import type { Channel } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { type Dimension, others, partsOf, type SeriesKey } from './keys.ts'

/** What a tenant's categories are called; its classification knows. */
export type CategoryNames = (tx: Tx, tenantId: string) => Promise<Map<string, string>>
export type NamedPart = { dimension: Dimension; value: string; name: string }

const channelNames: Record<Channel, string> = {
  hotline: '热线',
  web: '网站',
  email: '邮件',
  sms: '短信',
  chat: '在线客服',
  wechat: '微信',
  app: 'APP',
  social: '社交媒体',
  letter: '来信',
  walk_in: '来访',
  regulator: '监管转办',
  import: '导入',
  api: '接口',
}

// As people say it: where, what, which matter, done by whom.
const spokenOrder: readonly Dimension[] = ['region', 'product', 'category', 'node', 'unit', 'channel']

/** Says series as people call them: `华东·冰箱·异响`. */
export async function seriesNames(tx: Tx, tenantId: string, categoryNames: CategoryNames) {
  const categories = await categoryNames(tx, tenantId)
  const units = new Map(
    (await tx.selectFrom('unit').select(['id', 'name']).where('tenant_id', '=', tenantId).execute()).map(({ id, name }) => [id, name]),
  )
  const nameOf = (dimension: Dimension, value: string) => {
    if (value === others) return '其他'
    if (dimension === 'category') return categories.get(value) ?? value
    if (dimension === 'unit') return units.get(value) ?? value
    return dimension === 'channel' ? (channelNames[value as Channel] ?? value) : value
  }
  const parts = (key: SeriesKey): NamedPart[] =>
    partsOf(key)
      .map(({ dimension, value }) => ({ dimension, value, name: nameOf(dimension, value) }))
      .sort((one, other) => spokenOrder.indexOf(one.dimension) - spokenOrder.indexOf(other.dimension))
  const subject = (key: SeriesKey) =>
    parts(key)
      .map(({ name }) => name)
      .join('·') || '全部投诉'
  return { parts, subject }
}
