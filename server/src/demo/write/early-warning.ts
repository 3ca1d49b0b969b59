import { setImmediate } from 'node:timers/promises'
import type { RiskPointInput, RiskPointKind } from '@zhiwei/contract'
import { recountMeasures } from '../../analytics/index.ts'
import { systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { insertRiskPoint, recountSeries, rematch, screenDay, setExposure, suggestFor, watchPoints } from '../../warning/index.ts'
import { suggestionSources, surgeSources } from '../../warning-sources.ts'
import type { UnitCode } from '../company/company.ts'
import { noisyFridge } from '../company/products.ts'
import { atHour, daysAfter, startOfLocalDay } from '../working-time.ts'

// The last nights look for surges as they do in service: over what had come by then.
const nights = 10

type Point = {
  name: string
  kind: RiskPointKind
  owner: string
  unit: UnitCode
  measure: string
  /** Days from now, and whether it was done. */
  due: number
  done?: number
  rule: Partial<RiskPointInput['rule']>
  /** Customers or orders a month, where they are known. */
  monthly?: number
  below?: string
}

const register: readonly Point[] = [
  {
    name: '上门安装',
    kind: 'service',
    owner: 'liang.bo',
    unit: 'installation',
    measure: '派工前一小时电话确认时段；迟到 30 分钟以上主动致歉并改约',
    due: 20,
    rule: { categories: ['delivery.installation'] },
    monthly: 9_200,
  },
  {
    name: '师傅迟到、爽约',
    kind: 'service',
    owner: 'jin.dahai',
    unit: 'installation',
    measure: '合作方派工单接入时段提醒，爽约一次扣当单服务费',
    due: -6,
    rule: { categories: ['delivery.installation'], words: ['迟到', '没来', '没有来', '没人来', '爽约', '改约'] },
    below: '上门安装',
  },
  {
    name: '冰箱噪声',
    kind: 'product',
    owner: 'tan.zhiyuan',
    unit: 'quality',
    measure: '抽检压缩机减振脚与管路，出厂加测夜间噪声',
    due: 9,
    rule: { products: [noisyFridge.name], words: ['嗡', '异响', '噪', '响'] },
    monthly: 3_100,
  },
  {
    name: '退款时效',
    kind: 'process',
    owner: 'hou.xiumei',
    unit: 'finance',
    measure: '退款审核限 1 个工作日，超时自动提醒财务主管',
    due: -20,
    done: -24,
    rule: { categories: ['aftersales.refund'] },
    monthly: 2_600,
  },
  {
    name: '末端配送',
    kind: 'service',
    owner: 'ye.qing',
    unit: 'logistics',
    measure: '大促期间每日公布在途超时清单，专人跟进',
    due: 4,
    rule: { categories: ['delivery.delay', 'delivery.damage', 'delivery.wrongItem'] },
    monthly: 24_000,
  },
  {
    name: '上门收费',
    kind: 'service',
    owner: 'dong.jianhua',
    unit: 'repair',
    measure: '上门前发送收费标准，现场只用系统报价单',
    due: 30,
    rule: { nodes: ['上门收费'] },
  },
  {
    name: '促销规则',
    kind: 'process',
    owner: 'ren.kexin',
    unit: 'marketing',
    measure: '活动上线前由法务与客服会签规则说明',
    due: 45,
    rule: { categories: ['marketing.promotion', 'price.change'] },
    monthly: 24_000,
  },
]

/** 早期预警 of the demo: the series of all its cases, a register of risk points, and what the nights since found by the product's own rules. */
export async function writeEarlyWarning(deps: Deps, tx: Tx, tenantId: string, begun: Date, now: Date) {
  await recountSeries(tx, tenantId, now)
  await recountMeasures(tx, tenantId)
  await writeRegister(deps, tx, tenantId, begun, now)
  for (let night = nights; night >= 1; night--) {
    const day = startOfLocalDay(daysAfter(now, -night))
    const after = atHour(daysAfter(day, 1), 0.4)
    if (after > now) continue
    await screenDay(tx, tenantId, surgeSources, { day: dayOf(day), zone: 'Asia/Shanghai', now: after })
    await setImmediate()
  }
  await watchPoints(tx, tenantId, now)
  await suggestFor(tx, tenantId, suggestionSources, now)
  const today = dayOf(now)
  await tx
    .updateTable('series_state')
    .set({ screened_day: dayOf(daysAfter(now, -1)), suggested_day: today })
    .where('tenant_id', '=', tenantId)
    .execute()
}

async function writeRegister({ keys }: Deps, tx: Tx, tenantId: string, begun: Date, now: Date) {
  const people = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const units = await tx.selectFrom('unit').select(['id', 'code']).where('tenant_id', '=', tenantId).execute()
  const act = { tx, keys, actor: systemActor(tenantId), now: begun }
  const ids = new Map<string, string>()
  for (const point of register) {
    const id = newId()
    ids.set(point.name, id)
    await insertRiskPoint(act, id, {
      parentId: (point.below && ids.get(point.below)) || null,
      kind: point.kind,
      name: point.name,
      description: '',
      ownerId: people.find(({ username }) => username === point.owner)?.id ?? null,
      unitId: units.find(({ code }) => code === point.unit)?.id ?? null,
      measure: point.measure,
      measureDueOn: dayOf(daysAfter(now, point.due)),
      measureDoneOn: point.done === undefined ? null : dayOf(daysAfter(now, point.done)),
      rule: { categories: [], products: [], nodes: [], words: [], ...point.rule },
      weeklyThreshold: null,
      per10kThreshold: null,
      active: true,
    })
    await rematch(tx, tenantId, { id, active: true }, now)
    if (point.monthly) for (let back = 0; back < 6; back++) await setExposure(act, id, exposureOf(point.monthly, back, now))
  }
}

/** Sales go up and down a little by the month. */
function exposureOf(monthly: number, back: number, now: Date) {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7)
  return { month, exposure: Math.round(monthly * (1 + 0.06 * Math.sin(back * 1.7))) }
}

const hoursAhead = 8
const dayOf = (instant: Date) => new Date(instant.getTime() + hoursAhead * 3_600_000).toISOString().slice(0, 10)
