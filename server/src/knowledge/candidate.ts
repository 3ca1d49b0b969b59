import type { KnowledgeText, PlanText } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, type Case, findCase } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import { complaintText } from './claim-check.ts'
import { daysAfter, todayOf } from './days.ts'
import { personalRemover } from './personal.ts'
import type { KnowledgeSources } from './sources.ts'
import { addKnowledge } from './write.ts'

/** Looked at again after half a year unless somebody says otherwise. */
const reviewAfterDays = 180
const triggerLength = 400
const scriptLength = 2_000

/**
 * 转为预案候选: a draft of a plan from what was found, done and said on a case, without what is personal. One a case.
 * @throws CASE_NOT_FOUND, ALREADY_EXISTS
 */
export async function proposePlan(act: Act, sources: KnowledgeSources, caseId: string) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const complaintCase = await findCase(tx, actor, caseId)
  const stands = await tx
    .selectFrom('knowledge_entry')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('from_case_id', '=', complaintCase.id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  if (stands) throw new AppError('ALREADY_EXISTS', '这张工单已经转成预案候选，请在知识库里继续写')
  const clean = await personalRemover(act, [complaintCase.id])
  const said = await whatWasSaid(act, complaintCase)
  const categoryName = complaintCase.category ? (await sources.categoryNames(tx, tenantId)).get(complaintCase.category) : undefined
  const text: PlanText = {
    summary: '',
    trigger: clean(await complaintText(tx, complaintCase)).slice(0, triggerLength) || '（请填写什么时候用）',
    words: [],
    steps: stepsFrom(said).map(({ title, detail }) => ({ title, detail: clean(detail).slice(0, 1_000), who: '' })),
    script: clean(said.answer ?? '').slice(0, scriptLength),
    customerDuties: [],
    companyDuties: [],
    authority: '',
  }
  const content: KnowledgeText = {
    kind: 'plan',
    title: (clean(complaintCase.subject) || `${categoryName ?? '投诉'}处理`).slice(0, 80),
    categories: complaintCase.category ? [complaintCase.category] : [],
    causes: complaintCase.root_cause ? [complaintCase.root_cause] : [],
    citations: [],
    text,
  }
  const reviewOn = daysAfter(await todayOf(tx, tenantId, now), reviewAfterDays)
  return addKnowledge(act, { content, ownerId: actor.userId, reviewOn, warnDays: 30 }, { caseId: complaintCase.id })
}

type Said = { result: string | null; answer: string | null; cause: string | null; remedies: string[] }

function stepsFrom({ result, cause, remedies }: Said) {
  const steps = [
    { title: '受理并核实', detail: result ?? '' },
    ...remedies.filter(Boolean).map((detail) => ({ title: '补偿', detail })),
    ...(cause ? [{ title: '消除根因', detail: cause }] : []),
    { title: '答复并回访', detail: '' },
  ]
  return steps
}

/** The masked texts of what was returned, granted, found and answered last. */
async function whatWasSaid({ tx, actor }: Act, complaintCase: Case): Promise<Said> {
  const { rows } = await sql<{ kind: string; text: string | null }>`
    select e.kind, coalesce(t.masked ->> 'text', t.masked ->> 'result', t.masked ->> 'reason') as text from case_event e
    join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
    where e.tenant_id = ${actor.tenantId} and e.case_id = ${complaintCase.id}
      and e.kind in ('case.returned', 'case.answered', 'case.causeFound', 'case.remedyGranted') and t.masked is not null
    order by e.no`.execute(tx)
  const last = (kind: string) => rows.findLast((row) => row.kind === kind)?.text ?? null
  return {
    result: last('case.returned'),
    answer: last('case.answered'),
    cause: last('case.causeFound'),
    remedies: rows.filter(({ kind }) => kind === 'case.remedyGranted').flatMap(({ text }) => text ?? []),
  }
}
