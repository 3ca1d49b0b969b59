import type { KnowledgeInput, Permission, PlanText } from '@zhiwei/contract'
import { type Act, systemActor } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import {
  addEntitlement,
  addKnowledge,
  addLaw,
  addLawText,
  changeDraft,
  decideVersion,
  endLaw,
  type KnowledgeSources,
  proposePlan,
  retireKnowledge,
  reviewKnowledge,
  setCare,
  startDraft,
  submitDraft,
  watchKnowledgeOf,
} from '../../knowledge/index.ts'
import { knowledgeSources } from '../../knowledge-sources.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { agents, improvers, manager } from '../company/company.ts'
import { randomFrom } from '../random.ts'
import { entitlementsOf } from './entitlements.ts'
import { useInCases } from './knowledge-use.ts'

const dayMs = 86_400_000
const permissions: Permission[] = ['cases:read', 'cases:note', 'knowledge:manage']

/**
 * 知识库 of the demo: the plans that ship with owners and dates, one of the company's own that rests on law which has ended, a change of the
 * company's promise, a version that waits, a candidate from a case, and what was used, helped and checked. All by the acts of the knowledge base.
 */
export async function writeKnowledge({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date, seed: number) {
  const random = randomFrom(seed)
  const people = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const idOf = (username: string | undefined) => people.find((person) => person.username === username)?.id ?? null
  const zone = await tenantZone(tx, tenantId)
  const day = (ago: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(now.getTime() - ago * dayMs))
  const as = (username: string | undefined, ago: number): Act => ({
    tx,
    keys,
    now: new Date(now.getTime() - ago * dayMs),
    actor: { ...systemActor(tenantId), userId: idOf(username), permissions: new Set(permissions) },
  })
  const [author, colleague = author] = improvers
  const boss = manager
  /** Written by one, put in force by the other. */
  const put = async (input: KnowledgeInput, ago: number, by = author, approver: string | undefined = boss) => {
    const { id, version } = await addKnowledge(as(by, ago), input)
    const handedIn = await submitDraft(as(by, ago - 0.2), silent, id, version)
    return decideVersion(as(approver, ago - 0.5), silent, id, { verdict: 'approved', note: '', version: handedIn.version })
  }

  await giveOwners(tx, tenantId, (ago) => as(boss, ago), [idOf(author), idOf(colleague), idOf(boss)], day)
  const lawIds = await lawNames(tx, tenantId)

  // The company's own promise says something else since three weeks; the plan that cites it was not looked at yet.
  const promise = await addLaw(as(boss, 150), {
    law: '云栖家电售后服务承诺',
    article: '第三条',
    text: '上门安装预约后四十八小时内完成；因公司原因迟到超过两小时的，每次补偿 50 元。',
    validFrom: day(400),
    source: '公司公告',
    confidence: 'H',
  })
  const installing = plan('安装爽约补偿', ['delivery.installation'], [promise.id], {
    summary: '约好没来、来晚：按服务承诺第三条当场补偿。',
    trigger: '预约安装后师傅未到、迟到超过两小时，或一天内改约两次。',
    words: ['爽约', '没来', '改约', '迟到'],
    steps: [
      { title: '核对预约时间', detail: '查派工单与通话记录，确认是谁改的约。', who: '坐席' },
      { title: '当场补偿', detail: '迟到超过两小时，按承诺第三条补偿，不用客户申请。', who: '坐席' },
      { title: '锁定新时间', detail: '给两小时的时间窗，师傅出发前电话确认。', who: '安装调度' },
    ],
    script: '约好的时间没有人到，是我们失约了。按照我们的服务承诺，这次补偿 50 元，我现在就给您办。',
    authority: '承诺内的补偿坐席当场决定；同一单超过两次的报班长。',
  })
  await put({ content: installing, ownerId: idOf(author), reviewOn: day(-120), warnDays: 30 }, 140)
  await addLawText(as(boss, 25), silent, promise.id, {
    text: '上门安装预约后二十四小时内完成；因公司原因迟到超过一小时的，每次补偿 100 元。',
    validFrom: day(21),
    source: '公司公告（修订）',
    confidence: 'H',
    version: promise.version,
  })

  // Two plans rest on an article of the company's own rules that has ended since: one was reviewed, the other waits.
  const rules = await addLaw(as(boss, 150), {
    law: '云栖家电投诉处理办法（2025 版）',
    article: '第八条',
    text: '监管部门转来的投诉由法务统一回函；录音、派工单、检测报告随工单留存三年。',
    validFrom: day(600),
    source: '公司制度',
    confidence: 'H',
  })
  const referral = plan('监管转办件处理', ['process.access'], [rules.id], {
    summary: '12315、12345 转来的件：先认件、再联系客户、按期回函。',
    trigger: '市场监管、12345 或行业主管部门转来的投诉。',
    words: ['12315', '12345', '市场监管', '申诉'],
    steps: [
      { title: '当天认件', detail: '登记编号、来函单位和要求的期限，归属有异议的当天提出。', who: '坐席' },
      { title: '两小时内联系客户', detail: '不问“为什么投诉到那里”，先听、再说谁来办。', who: '承办人' },
      { title: '按期回函', detail: '写明事实、依据、处理结果和客户意见，附凭据。', who: '法务' },
    ],
    script: '您好，您向监管部门反映的事情已经转到我这里，由我负责办。今天先听您把经过说一遍，处理结果我会同时告诉您和来函单位。',
    authority: '和解方案按授权额度；涉及处罚风险的先报法务和经理。',
  })
  await put({ content: referral, ownerId: idOf(colleague), reviewOn: day(-60), warnDays: 30 }, 130, author, boss)
  const evidence = plan('举证与材料留存', ['process.unclear'], [rules.id], {
    summary: '投诉办理中的录音、凭据怎么留、留多久。',
    trigger: '客户或监管部门要求提供通话录音、检测报告等材料。',
    steps: [{ title: '按清单留存', detail: '录音、派工单、检测报告、回函各一份，随工单归档。', who: '承办人' }],
  })
  const kept = await put({ content: evidence, ownerId: idOf(author), reviewOn: day(-40), warnDays: 30 }, 120)
  await endLaw(as(boss, 110), silent, rules.id, { endsOn: day(45), reason: '由 2026 版替代', version: rules.version })
  await watchKnowledgeOf(tx, tenantId, silent, new Date(now.getTime() - 72 * dayMs))
  await reviewKnowledge(as(author, 70), kept.id, {
    reviewOn: day(-200),
    note: '留存三年的要求在 2026 版里没有变，内容照旧；条文核对后换成新版。',
    version: kept.version,
  })

  await aVersionThatWaits(tx, tenantId, as, author)
  const old = await put(
    { content: plan('旧版促销解释口径', ['marketing.promotion'], [], oldPlan), ownerId: idOf(author), reviewOn: day(-30), warnDays: 30 },
    110,
  )
  await retireKnowledge(as(boss, 40), old.id, { reason: '并入“虚假宣传与活动争议”', version: old.version })
  await endUnused(as(boss, 60), lawIds.get('电信条例 第三十二条'), day(-20))

  for (const entitlement of entitlementsOf(day)) await addEntitlement(as(boss, 100), entitlement)
  const candidateOf = await closedCase(tx, tenantId)
  if (candidateOf) await proposePlan(as(agents[0], 2), knowledgeSources, candidateOf)
  await useInCases(tx, tenantId, (username) => as(username, 0), random)
  await watchKnowledgeOf(tx, tenantId, knowledgeSources, now)
}

/** What happened long ago told people long ago. */
const silent: KnowledgeSources = { ...knowledgeSources, tell: async () => {} }

type Text = Partial<PlanText> & Pick<PlanText, 'trigger' | 'steps'>
const plan = (title: string, categories: string[], citations: string[], text: Text): KnowledgeInput['content'] => ({
  kind: 'plan',
  title,
  categories,
  causes: [],
  citations,
  text: { summary: '', words: [], script: '', customerDuties: [], companyDuties: [], authority: '', ...text },
})
const oldPlan: Text = { trigger: '客户问活动规则。', steps: [{ title: '照页面解释', detail: '', who: '坐席' }] }

/** Owners in turn; the first ones are to be looked at soon. */
async function giveOwners(tx: Tx, tenantId: string, as: (ago: number) => Act, owners: (string | null)[], day: (ago: number) => string) {
  const rows = await tx
    .selectFrom('knowledge_entry')
    .select(['id', 'version'])
    .where('tenant_id', '=', tenantId)
    .where('starter', 'is not', null)
    .orderBy('id')
    .execute()
  for (const [at, { id, version }] of rows.entries())
    await setCare(as(60), id, { ownerId: owners[at % owners.length] ?? null, reviewOn: day(-12 - at * 14), version })
}

async function lawNames(tx: Tx, tenantId: string) {
  const rows = await tx.selectFrom('law_article').select(['id', 'law', 'article']).where('tenant_id', '=', tenantId).execute()
  return new Map(rows.map(({ id, law, article }) => [`${law} ${article ?? ''}`.trim(), id]))
}

async function aVersionThatWaits(
  tx: Tx,
  tenantId: string,
  as: (username: string | undefined, ago: number) => Act,
  author: string | undefined,
) {
  const row = await tx
    .selectFrom('knowledge_entry as e')
    .innerJoin('knowledge_version as v', (join) => join.onRef('v.tenant_id', '=', 'e.tenant_id').onRef('v.entry_id', '=', 'e.id'))
    .select(['e.id', 'e.version', 'v.content', 'v.title', 'v.categories', 'v.causes'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.starter', '=', 'refund')
    .executeTakeFirst()
  if (!row) return
  const started = await startDraft(as(author, 5), row.id, row.version)
  const cited = await tx
    .selectFrom('knowledge_citation')
    .select('law_id')
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', row.id)
    .where('no', '=', 1)
    .execute()
  const text = row.content as PlanText
  const last = { title: '同批核查', detail: '同一天同一支付渠道有三件以上未到账的，请财务整批核对。', who: '财务' }
  const content: KnowledgeInput['content'] = {
    kind: 'plan',
    title: row.title,
    categories: row.categories,
    causes: row.causes,
    citations: cited.map((one) => one.law_id),
    text: { ...text, steps: [...text.steps, last] },
  }
  const written = await changeDraft(as(author, 4), row.id, { content, note: '加上同批核查', version: started.version })
  await submitDraft(as(author, 4), silent, row.id, written.version)
}

async function endUnused(act: Act, lawId: string | undefined, endsOn: string) {
  if (lawId) await endLaw(act, silent, lawId, { endsOn, reason: '公司不再经营此类业务，登记到期移出', version: 1 })
}

async function closedCase(tx: Tx, tenantId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'closed')
    .where('root_cause', 'is not', null)
    .where('finding', '=', 'substantiated')
    .orderBy('closed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
