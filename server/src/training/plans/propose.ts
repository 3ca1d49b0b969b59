import type { GapMeasure, QuestionSource, TrainingPlanKind, TrainingProposal } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { dayAfter } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { isOutdated, type LawToday, lawsToday, type PlanInForce, plansInForce, todayOf } from '../questions/sources.ts'
import { personToTrain } from '../who.ts'

type Wanted = { userId: string; kind: TrainingPlanKind; measure?: GapMeasure | undefined; category?: string | undefined }
type Step = TrainingProposal['steps'][number]

/** 新人上岗: so many plans and articles to read, so many cases beside the mentor. */
const path = { plans: 3, laws: 2, cases: 2 }
const plansOfGap = 2
/** Findings about staff are trained by the plans of 服务态度 and 服务过程, where there are any. */
const questionMeasures: readonly string[] = ['attitude', 'accuracy', 'procedure']
const measureWords: Record<GapMeasure, string> = {
  reopened: '重开',
  lowScore: '低分',
  late: '超时',
  attitude: '态度',
  accuracy: '答复准确',
  procedure: '按流程',
}

/**
 * 培训建议: what a plan might hold. Of a gap: the plans of its category, their quizzes, a case beside the mentor, the signature. Of new staff: what is used most,
 * the law it rests on, quizzes, two cases, the signature. Quizzes stand where there are approved questions.
 * @throws NOT_FOUND, NOT_PERMITTED
 */
export async function proposePlan(tx: Tx, actor: Actor, wanted: Wanted, now: Date): Promise<TrainingProposal> {
  await personToTrain(tx, actor, wanted.userId)
  const today = await todayOf(tx, actor.tenantId, now)
  const [plans, laws, asked] = [
    await plansInForce(tx, actor.tenantId),
    await lawsToday(tx, actor.tenantId, today),
    await askedOf(tx, actor.tenantId, today),
  ]
  const due = (days: number) => dayAfter(today, days)
  if (wanted.kind === 'newStaff') {
    const read = [
      ...plans.slice(0, path.plans).map(readPlan),
      ...laws
        .filter(({ isKnown }) => isKnown)
        .slice(0, path.laws)
        .map(readLaw),
    ]
    const steps = [
      ...read.map((step, at) => ({ ...step, dueOn: due(2 + at) })),
      ...(asked.size > 0 ? [{ ...plain('quiz', '测验：预案与法规'), dueOn: due(9) }] : []),
      ...Array.from({ length: path.cases }, (_one, at) => ({
        ...plain('case', `师傅带着办一件工单（${at + 1}）`),
        dueOn: due(14 + at * 7),
      })),
      { ...plain('signOff', '师傅或班长签字：可以独立上岗'), dueOn: due(30) },
    ]
    return { title: '新人上岗', steps }
  }
  const own = plansFor(plans, wanted)
  const steps = [
    ...own.map((plan, at) => ({ ...readPlan(plan), dueOn: due(3 + at) })),
    ...own.filter(({ id }) => asked.has(id)).map((plan, at) => ({ ...plain('quiz', `测验：${plan.title}`, plan), dueOn: due(7 + at) })),
    { ...plain('case', '师傅带着办一件同类工单'), dueOn: due(14) },
    { ...plain('signOff', '师傅或班长签字'), dueOn: due(21) },
  ]
  return { title: `补短板：${wanted.measure ? measureWords[wanted.measure] : '服务'}`, steps }
}

function plansFor(plans: PlanInForce[], { measure, category }: Wanted): PlanInForce[] {
  const wanted = category ?? (measure && questionMeasures.includes(measure) ? 'service' : undefined)
  const fits = plans.filter(({ categories }) =>
    categories.some((code) => wanted === undefined || code === wanted || code.startsWith(`${wanted}.`)),
  )
  return (fits.length > 0 ? fits : plans).slice(0, plansOfGap)
}

/** Plans with approved questions, and null where any question is. */
async function askedOf(tx: Tx, tenantId: string, today: string): Promise<Set<string | null>> {
  const rows = await tx
    .selectFrom('quiz_question as q')
    .select('q.entry_id')
    .distinct()
    .where('q.tenant_id', '=', tenantId)
    .where('q.state', '=', 'approved')
    .where(isOutdated('q', today), '=', false)
    .execute()
  return new Set(rows.map(({ entry_id }) => entry_id))
}

const planSource = ({ id, title }: PlanInForce): QuestionSource => ({ kind: 'plan', id, title })
const plain = (kind: Step['kind'], title: string, plan?: PlanInForce): Omit<Step, 'dueOn'> => ({
  kind,
  title,
  source: plan ? planSource(plan) : null,
  entryId: plan?.id ?? null,
  lawId: null,
})
const readPlan = (plan: PlanInForce): Omit<Step, 'dueOn'> => ({ ...plain('read', `读预案《${plan.title}》`, plan) })
const readLaw = ({ id, name }: LawToday): Omit<Step, 'dueOn'> => ({
  kind: 'read',
  title: `读法规${name}`,
  source: { kind: 'law', id, title: name },
  entryId: null,
  lawId: id,
})
