import type { PlanText, QuestionSource } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import type { LawRead, PlanRead } from './propose-rules.ts'

// What the knowledge base says today: plans in force, articles that hold.

export const todayOf = async (tx: Tx, tenantId: string, now: Date) => dayOf(now, await tenantZone(tx, tenantId))

export type PlanInForce = PlanRead & { id: string; no: number; categories: string[]; used: number }

/** 生效的预案, most used first. */
export async function plansInForce(tx: Tx, tenantId: string): Promise<PlanInForce[]> {
  const { rows } = await sql<{
    id: string
    no: number
    title: string
    categories: string[]
    content: z.infer<typeof PlanText>
    used: number
  }>`
    select e.id, v.no, v.title, v.categories, v.content,
      (select count(*)::int from knowledge_use u where u.tenant_id = e.tenant_id and u.entry_id = e.id) as used
    from knowledge_entry e join knowledge_version v on v.tenant_id = e.tenant_id and v.entry_id = e.id and v.state = 'inForce'
    where e.tenant_id = ${tenantId} and e.kind = 'plan' and e.retired_at is null order by used desc, v.title limit 500`.execute(tx)
  return rows.map(({ content: { steps, customerDuties, companyDuties }, ...row }) => ({ ...row, steps, customerDuties, companyDuties }))
}

export type LawToday = LawRead & { id: string; no: number; isKnown: boolean }

/** 现行法规 with what each says today; what was written from memory is not asked. */
export async function lawsToday(tx: Tx, tenantId: string, today: string): Promise<LawToday[]> {
  const { rows } = await sql<{ id: string; law: string; article: string | null; no: number; text: string; confidence: string }>`
    select l.id, l.law, l.article, t.no, t.text, t.confidence from law_article l
    join law_text t on t.tenant_id = l.tenant_id and t.law_id = l.id and t.no = ${textToday(today)}
    where l.tenant_id = ${tenantId} and (l.ends_on is null or l.ends_on > ${today}::date) order by l.law, l.article limit 500`.execute(tx)
  return rows.map(({ law, article, confidence, ...row }) => ({ ...row, name: nameOf(law, article), isKnown: confidence !== 'L' }))
}

const nameOf = (law: string, article: string | null) => `《${law}》${article ?? ''}`

const textToday = (today: string) => sql<number>`coalesce((select t.no from law_text t where t.tenant_id = l.tenant_id and t.law_id = l.id
  and t.valid_from <= ${today}::date order by t.valid_from desc, t.no desc limit 1), 1)`

/** Of a row with `entry_id` and `law_id`: what people may read. */
export const sourceOf = (table: string): RawBuilder<QuestionSource | null> => {
  const of = (column: string) => sql.ref(`${table}.${column}`)
  return sql<QuestionSource | null>`case when ${of('entry_id')} is not null then (
      select jsonb_build_object('kind', 'plan', 'id', v.entry_id, 'title', v.title) from knowledge_version v
      where v.tenant_id = ${of('tenant_id')} and v.entry_id = ${of('entry_id')} order by (v.state = 'inForce') desc, v.no desc limit 1)
    when ${of('law_id')} is not null then (
      select jsonb_build_object('kind', 'law', 'id', l.id, 'title', '《' || l.law || '》' || coalesce(l.article, '')) from law_article l
      where l.tenant_id = ${of('tenant_id')} and l.id = ${of('law_id')}) end`
}

/** Of a row of quiz_question: its plan or law reads differently today, or holds no more. */
export const isOutdated = (table: string, today: string): RawBuilder<boolean> => {
  const of = (column: string) => sql.ref(`${table}.${column}`)
  return sql<boolean>`case when ${of('entry_id')} is not null then not exists (
      select 1 from knowledge_version v join knowledge_entry e on e.tenant_id = v.tenant_id and e.id = v.entry_id
      where v.tenant_id = ${of('tenant_id')} and v.entry_id = ${of('entry_id')} and v.no = ${of('entry_no')} and v.state = 'inForce' and e.retired_at is null)
    when ${of('law_id')} is not null then not exists (
      select 1 from law_article l where l.tenant_id = ${of('tenant_id')} and l.id = ${of('law_id')}
        and (l.ends_on is null or l.ends_on > ${today}::date) and ${textToday(today)} = ${of('law_no')}) else false end`
}
