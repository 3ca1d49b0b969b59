import type { ActionInput, CauseNode, Permission } from '@zhiwei/contract'
import { judgeFall } from '@zhiwei/signals'
import { sql } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import {
  approveAction,
  completeAction,
  drawTree,
  type ImprovementSources,
  judgeDue,
  openAction,
  openReport,
  spreadAction,
  verifyAction,
} from '../../improvement/index.ts'
import { improvementSources } from '../../improvement-sources.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { handlersOf, improvers, manager, type UnitCode } from '../company/company.ts'
import { against, type Owner } from '../words/improvement.ts'
import { atHour, daysAfter } from '../working-time.ts'
import { writePartnerParts } from './partners.ts'

// Who was told of what in those weeks has long read it.
const sources: ImprovementSources = { ...improvementSources, tell: async () => {} }
const rights: Permission[] = ['cases:read', 'cases:findCause', 'actions:handle', 'actions:manage', 'categories:manage']

type Teller = { deps: Deps; tx: Tx; tenantId: string; now: Date; people: Map<string, string> }

const wantedRatio = 0.6
/** Days ago on which an action may have been opened whose window is over. */
const openings = [110, 100, 120, 90, 130]

/** 改进 of the demo: what was done against its causes in the last half year, judged by the complaints that then came, by the product's own rules. */
export async function writeImprovement(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  const rows = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const teller = { deps, tx, tenantId, now, people: new Map(rows.map(({ id, username }) => [username, id])) }
  const { worked, failed, rest } = await chosenCauses(tx, tenantId, now)
  if (failed) await act(teller, failed.code, failed.ago, 'watched')
  if (worked) await act(teller, worked.code, worked.ago, 'watched')
  const [third, fourth, fifth] = rest
  if (third) {
    const { treeId, caseIds } = await draw(teller, third, 40)
    const eightDId = await report(teller, third, treeId, caseIds)
    await act(teller, third, 35, 'watched', { eightDId, causeTreeId: treeId, caseIds })
    await act(teller, third, 30, 'open', { eightDId, kind: 'preventive', title: '把确认写进服务商合同' })
    const writer = { now, sources, actAs: (username: string | undefined, at: Date) => actAs(teller, username, at) }
    await writePartnerParts({ ...writer, unitOf: (unit) => unitOf(teller, unit) }, eightDId)
  }
  if (fourth) await act(teller, fourth, 25, 'open', { dueInDays: 18 })
  if (fifth) await act(teller, fifth, 2, 'proposed')
  // Each in the night after its window, as in service.
  for (const ago of [50, 40, 30, 20, 0]) await judgeDue(tx, tenantId, daysAfter(now, -ago), sources)
}

/** Of the causes found in the half year: one that became rarer, one that did not, and the others by their number. */
async function chosenCauses(tx: Tx, tenantId: string, now: Date) {
  const { rows } = await sql<{ code: string; ago: number; count: number }>`
    select root_cause as code, floor(extract(epoch from ${now}::timestamptz - received_at) / 86400)::int as ago, count(*) as count from complaint_case
    where tenant_id = ${tenantId} and root_cause is not null and received_at > ${daysAfter(now, -260)} group by 1, 2`.execute(tx)
  const between = (code: string, from: number, to: number) =>
    rows.filter((row) => row.code === code && row.ago > to && row.ago <= from).reduce((sum, { count }) => sum + count, 0)
  const known = [...new Set(rows.map(({ code }) => code))]
    .filter((code) => against[code])
    .sort((one, other) => between(other, 260, 0) - between(one, 260, 0))
  const verdict = (code: string, opened: number) =>
    judgeFall(
      { count: between(code, opened + 120, opened), exposure: 120 },
      { count: between(code, opened - 10, opened - 70), exposure: 60 },
      wantedRatio,
    ).verdict
  const firstThat = (wanted: string, others: string[]) =>
    known
      .filter((code) => !others.includes(code))
      .flatMap((code) => openings.map((ago) => ({ code, ago })))
      .find(({ code, ago }) => verdict(code, ago) === wanted)
  const worked = firstThat('worked', [])
  const failed = firstThat('didNotWork', worked ? [worked.code] : [])
  return { worked, failed, rest: known.filter((code) => code !== worked?.code && code !== failed?.code) }
}

const person = ({ people }: Teller, username: string | undefined) => people.get(username ?? '') ?? ''

function actAs({ deps, tx, tenantId, people }: Teller, username: string | undefined, at: Date): Act {
  return {
    tx,
    keys: deps.keys,
    now: at,
    actor: { ...systemActor(tenantId), userId: people.get(username ?? '') ?? null, permissions: new Set(rights) },
  }
}

type More = Partial<Pick<ActionInput, 'eightDId' | 'causeTreeId' | 'caseIds' | 'kind' | 'title'>> & { dueInDays?: number }

/** One action from its opening so many days ago to where it stands today. */
async function act(teller: Teller, code: string, daysAgo: number, until: 'proposed' | 'open' | 'watched', more: More = {}) {
  const { dueInDays = 14, ...given } = more
  const plan = against[code] as Owner
  const [owner, verifier] = handlersOf(plan.unit)
  const [quality] = improvers
  const at = (days: number, hour: number) => atHour(daysAfter(teller.now, days - daysAgo), hour)
  const { id } = await openAction(
    actAs(teller, quality, at(0, 10)),
    {
      kind: 'corrective',
      title: plan.title,
      description: plan.description,
      ownerId: person(teller, owner),
      verifierId: person(teller, verifier ?? improvers[1]),
      dueOn: dayOf(at(dueInDays, 12)),
      cause: code,
      riskPointId: null,
      caseIds: [],
      topicId: null,
      causeTreeId: null,
      eightDId: null,
      criterion: { severity: 'major', wantedRatio, product: null, region: null, unitId: null },
      ...given,
    },
    sources,
  )
  if (until === 'proposed') return
  await approveAction(actAs(teller, manager, at(1, 9)), id, { verdict: 'approve', note: '同意，按期落实。' }, sources)
  if (until === 'open') return
  await completeAction(actAs(teller, owner, at(9, 17)), id, { note: '各班组已启用，首周抽查全部有记录。' }, sources)
  await verifyAction(
    actAs(teller, verifier ?? improvers[1], at(10, 10)),
    id,
    { verdict: 'inPlace', note: '现场抽查二十单，均已执行。' },
    sources,
  )
  if (daysAgo >= 90) {
    const site = {
      unitId: await unitOf(teller, 'east'),
      ownerId: person(teller, 'qian.weiming'),
      dueOn: dayOf(at(40, 12)),
      verifierId: null,
    }
    await spreadAction(actAs(teller, quality, at(20, 11)), id, { sites: [site] })
  }
}

async function unitOf({ tx, tenantId }: Teller, code: UnitCode) {
  const unit = await tx.selectFrom('unit').select('id').where('tenant_id', '=', tenantId).where('code', '=', code).executeTakeFirstOrThrow()
  return unit.id
}

const node = (id: string, parentId: string | null, text: string, given: Partial<CauseNode> = {}): CauseNode => ({
  id,
  parentId,
  bone: null,
  text,
  cause: null,
  state: 'open',
  evidence: '',
  ...given,
})

/** A fishbone of the cause, and the whys that led there, bound to some of its cases. */
async function draw(teller: Teller, code: string, daysAgo: number) {
  const { tx, tenantId, now } = teller
  const cases = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('root_cause', '=', code)
    .where('received_at', '<', daysAfter(now, -daysAgo))
    .orderBy('received_at', 'desc')
    .limit(5)
    .execute()
  const caseIds = cases.map(({ id }) => id)
  const title = '客户反映事先无人联系、事后无人说明'
  const bound = { caseIds, topicId: null, riskPointId: null }
  const drawn = actAs(teller, improvers[0], atHour(daysAfter(now, -daysAgo), 15))
  await drawTree(
    drawn,
    {
      kind: 'fiveWhys',
      title,
      nodes: [
        node('w1', null, '当班没有人核对'),
        node('w2', 'w1', '交接单上没有这一项'),
        node('w3', 'w2', '流程从来没有要求', { cause: code, state: 'confirmed', evidence: '抽查十单，九单没有记录。' }),
        node('w4', null, '当天人手不够', { state: 'ruledOut', evidence: '排班表显示当天满编。' }),
      ],
      ...bound,
    },
    sources,
  )
  const { id: treeId } = await drawTree(
    drawn,
    {
      kind: 'fishbone',
      title,
      nodes: [
        node('p1', null, '新人没有带教', { bone: 'people', state: 'ruledOut', evidence: '新老员工的件数没有差别。' }),
        node('m1', null, '系统不提醒超时', { bone: 'machine' }),
        node('t1', null, '配件批次不一', { bone: 'material', state: 'ruledOut', evidence: '两个批次比例相同。' }),
        node('f1', null, '流程缺少确认这一步', { bone: 'method', cause: code, state: 'confirmed', evidence: '抽查十单，九单没有记录。' }),
        node('f2', 'f1', '改流程时没有征求一线意见'),
        node('e1', null, '旺季单量翻倍', { bone: 'environment' }),
        node('c1', null, '报表只看派出没派出', { bone: 'measurement', state: 'confirmed', evidence: '日报没有到位率一栏。' }),
      ],
      ...bound,
    },
    sources,
  )
  return { treeId, caseIds }
}

async function report(teller: Teller, code: string, causeTreeId: string, caseIds: string[]): Promise<string> {
  const [leader] = improvers
  const team = [...handlersOf(against[code]?.unit ?? 'quality').slice(0, 2), 'shi.lihua']
  const { id } = await openReport(
    actAs(teller, leader, atHour(daysAfter(teller.now, -38), 9)),
    {
      title: `${against[code]?.title ?? ''}：专项改进`,
      severity: 'major',
      leaderId: person(teller, leader),
      teamIds: team.map((username) => person(teller, username)),
      texts: {
        problem: '近两个月同类投诉集中，客户普遍反映事先没有人联系、事后没有人说明；单均处理两次以上。',
        containment: '当班班长逐单回电，已受影响的客户当日改约并说明原因。',
        cause: '流程缺少确认这一步，报表也看不到，问题只能由客户发现。',
        escape: '日报只统计派出数，不统计到位数；抽查表里没有这一项。',
        chosen: '先在系统里把确认设为必经步骤，再改报表；培训不能单独解决。',
      },
      causeTreeId,
      caseIds,
      topicId: null,
      riskPointId: null,
    },
    sources,
  )
  return id
}

const hoursAhead = 8
const dayOf = (instant: Date) => new Date(instant.getTime() + hoursAhead * 3_600_000).toISOString().slice(0, 10)
