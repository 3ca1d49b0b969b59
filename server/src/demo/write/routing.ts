import type { EventKind, Presence } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { insertTurns, turnEvents } from '../../routing/index.ts'
import type { EventRow } from './draft.ts'
import type { Cast } from './people.ts'

const batch = 5_000

/** To whom which case came, as the reader of the feed would have kept it. */
export async function writeTurns(tx: Tx, tenantId: string, events: EventRow[]) {
  const turns = events.filter(({ kind }) => turnEvents.includes(kind as EventKind))
  for (let at = 0; at < turns.length; at += batch) {
    const told = turns.slice(at, at + batch).map((event) => ({
      kind: event.kind as EventKind,
      caseId: event.case_id,
      at: new Date(event.at),
      actorId: event.actor_id ?? null,
      facts: JSON.parse(String(event.facts)) as Record<string, unknown>,
    }))
    await insertTurns(tx, tenantId, told)
  }
}

const groups = [
  {
    name: '退换与费用组',
    categories: ['aftersales', 'price'],
    members: ['zhou.min', 'xu.jiayi', 'tang.wenjing', 'deng.lin', 'pan.xiaoyu'],
  },
  { name: '安装配送组', categories: ['delivery'], members: ['he.zihan', 'lu.haoran', 'qiu.shan', 'deng.lin'] },
  { name: '在线渠道组', channels: ['chat', 'wechat', 'app', 'web'], members: ['bai.xue', 'jiang.yifan', 'ma.tianyu', 'zhou.min'] },
  { name: '英文组', languages: ['en'], members: ['bai.xue', 'jiang.yifan'] },
] as const satisfies { name: string; categories?: string[]; channels?: string[]; languages?: string[]; members: string[] }[]

const presences: Record<string, Presence> = { 'tang.wenjing': 'break', 'ma.tianyu': 'away', 'dong.jianhua': 'away', 'ye.qing': 'break' }
const limits: Record<string, number> = { 'he.zihan': 12, 'ma.tianyu': 12 }
const keepers = [
  ['fang.qin', 'zhou.min'],
  ['gu.weidong', 'deng.lin'],
] as const

/** 技能组, 在岗状态 and the handlers of key accounts, as the company has set them. */
export async function writeRouting(tx: Tx, tenantId: string, cast: Cast, now: Date) {
  for (const group of groups) {
    const id = newId()
    const { name, members } = group
    await tx
      .insertInto('skill_group')
      .values({
        tenant_id: tenantId,
        id,
        name,
        categories: 'categories' in group ? [...group.categories] : [],
        channels: 'channels' in group ? [...group.channels] : [],
        languages: 'languages' in group ? [...group.languages] : [],
      })
      .execute()
    const rows = members.map((username) => ({ tenant_id: tenantId, group_id: id, user_id: cast.personId(username) }))
    await tx.insertInto('skill_group_member').values(rows).execute()
  }
  const desks = [...new Set([...Object.keys(presences), ...Object.keys(limits)])].map((username) => ({
    tenant_id: tenantId,
    user_id: cast.personId(username),
    presence: presences[username] ?? ('present' as const),
    presence_at: now,
    presence_by: cast.personId(username),
    open_limit: limits[username] ?? null,
  }))
  await tx.insertInto('desk').values(desks).execute()
  const accounts = await tx
    .selectFrom('customer')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('tier', 'in', ['keyAccount', 'largeUser'])
    .orderBy('id')
    .limit(6)
    .execute()
  const named = accounts.map(({ id }, at) => {
    const [handler = 'fang.qin', deputy = 'zhou.min'] = keepers[at % keepers.length] ?? []
    const people = { user_id: cast.personId(handler), deputy_id: cast.personId(deputy) }
    return { tenant_id: tenantId, customer_id: id, ...people, made_at: now, made_by: cast.personId('shen.guoqiang') }
  })
  if (named.length) await tx.insertInto('key_account_handler').values(named).execute()
}
