import type { FilledLetter, LetterChoices, LetterField, LetterText } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, type Case, findCase } from '../cases/index.ts'
import { caseCustomerOf } from '../customers/index.ts'
import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { dayIn } from './days.ts'
import { entryRows } from './entry-rows.ts'
import type { KnowledgeSources } from './sources.ts'
import './tables.ts'
import { fillFields } from './text.ts'

const mostLetters = 200

/** 函件模板 in force, those of the case's category first. @throws CASE_NOT_FOUND */
export async function lettersFor(tx: Tx, actor: Actor, caseId: string, today: string): Promise<LetterChoices> {
  const { category } = await findCase(tx, actor, caseId)
  const rows = await entryRows(tx, actor.tenantId, today, {
    where: sql`r.kind = 'letter' and r.in_force_no is not null and r.state <> 'retired'`,
    order: sql`r.title, r.id`,
    limit: mostLetters,
  })
  const fits = (codes: string[]) =>
    codes.length > 0 && category !== null && codes.some((code) => category === code || category.startsWith(`${code}.`))
  const shown = rows.map((row) => ({
    id: row.id,
    no: row.in_force_no ?? 1,
    title: row.title,
    summary: row.content.summary,
    fits: fits(row.categories),
  }))
  return wholeList(shown.sort((a, b) => Number(b.fits) - Number(a.fits)))
}

export const letterLabels: Record<LetterField, string> = {
  customer: '称呼',
  number: '编号',
  subject: '事由',
  receivedOn: '收到日期',
  category: '分类',
  product: '产品',
  finding: '结论',
  result: '核实情况',
  remedy: '处理方案',
  amount: '金额',
  answer: '答复',
  dueOn: '答复日期',
  unit: '部门',
  company: '公司',
  today: '日期',
}

/** 按模板写函: filled from the case with masked texts; what the case does not say is left to the writer. @throws CASE_NOT_FOUND, NOT_FOUND */
export async function fillLetter(act: Act, sources: KnowledgeSources, caseId: string, entryId: string): Promise<FilledLetter> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const complaintCase = await findCase(tx, actor, caseId)
  const version = await tx
    .selectFrom('knowledge_version as v')
    .innerJoin('knowledge_entry as e', (join) => join.onRef('e.tenant_id', '=', 'v.tenant_id').onRef('e.id', '=', 'v.entry_id'))
    .select(['v.no', 'v.title', 'v.content'])
    .where('v.tenant_id', '=', tenantId)
    .where('v.entry_id', '=', entryId)
    .where('v.state', '=', 'inForce')
    .where('e.kind', '=', 'letter')
    .executeTakeFirst()
  if (!version) throw new AppError('NOT_FOUND', '这个模板不在生效')
  const values = await valuesOf(tx, sources, complaintCase, now)
  const { text, missing } = fillFields<LetterField>((version.content as LetterText).body, values, (name) => letterLabels[name])
  await sql`
    insert into knowledge_use (tenant_id, entry_id, case_id, no, at, by_id, helped)
    values (${tenantId}, ${entryId}, ${complaintCase.id}, ${version.no}, ${now}, ${actor.userId}, null)
    on conflict (tenant_id, entry_id, case_id) do update set no = excluded.no, by_id = excluded.by_id`.execute(tx)
  return { entryId, no: version.no, title: version.title, text, missing }
}

const findings = { substantiated: '属实', partly: '部分属实', unsubstantiated: '不属实', unverifiable: '现有材料无法核实' } as const
const remedies = {
  refund: '退款',
  compensation: '补偿',
  replacement: '换货',
  repair: '维修',
  discount: '减免',
  apology: '致歉',
  other: '其他处理',
} as const

async function valuesOf(
  tx: Tx,
  sources: KnowledgeSources,
  complaintCase: Case,
  now: Date,
): Promise<Partial<Record<LetterField, string | null>>> {
  const { tenant_id: tenantId, id, category } = complaintCase
  const zone = await tenantZone(tx, tenantId)
  const { rows } = await sql<{
    company: string
    unit: string | null
    result: string | null
    answer: string | null
    remedy: keyof typeof remedies | null
    amount_fen: number | null
  }>`
    select n.name as company, (select u.name from unit u where u.tenant_id = n.id and u.id = ${complaintCase.unit_id}::uuid) as unit,
      ${lastText(tenantId, id, 'case.returned')} as result, ${lastText(tenantId, id, 'case.answered')} as answer, r.kind as remedy, r.amount_fen
    from tenant n left join lateral (select kind, amount_fen from remedy
      where tenant_id = ${tenantId} and case_id = ${id} and state = 'granted' order by event_no desc limit 1) r on true
    where n.id = ${tenantId}`.execute(tx)
  const [row] = rows
  const amount = row?.amount_fen ? `${(row.amount_fen / 100).toFixed(2)} 元` : null
  return {
    customer: await salutation(tx, complaintCase),
    number: complaintCase.number.includes('-')
      ? complaintCase.number
      : `${complaintCase.number.slice(0, 4)}-${complaintCase.number.slice(4)}`,
    subject: complaintCase.subject || null,
    receivedOn: chineseDay(dayIn(zone, complaintCase.received_at)),
    category: category ? ((await sources.categoryNames(tx, tenantId)).get(category) ?? null) : null,
    product: complaintCase.product,
    finding: complaintCase.finding ? findings[complaintCase.finding] : null,
    result: row?.result ?? null,
    remedy: row?.remedy ? `${remedies[row.remedy]}${amount ? ` ${amount}` : ''}` : null,
    amount,
    answer: row?.answer ?? null,
    dueOn: complaintCase.due_at ? chineseDay(dayIn(zone, complaintCase.due_at)) : null,
    unit: row?.unit ?? null,
    company: row?.company ?? null,
    today: chineseDay(dayIn(zone, now)),
  }
}

const lastText = (tenantId: string, caseId: string, kind: string) => sql<string | null>`(
  select coalesce(t.masked ->> 'text', t.masked ->> 'result') from case_event e
  join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
  where e.tenant_id = ${tenantId} and e.case_id = ${caseId} and e.kind = ${kind} and t.masked is not null order by e.no desc limit 1)`

/** The name stays masked in what is drafted; whoever sends it knows to whom. */
async function salutation(tx: Tx, { tenant_id: tenantId, customer_id: customerId }: Case): Promise<string> {
  const customer = customerId ? await caseCustomerOf(tx, tenantId, customerId) : null
  const first = customer?.name.replaceAll('*', '').trim()
  if (!first) return '客户'
  return customer?.kind === 'organisation' ? '客户单位' : `${first}先生/女士`
}

function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}
