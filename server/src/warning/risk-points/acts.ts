import { type ExposureInput, type RiskPointChange, RiskPointInput, type RiskPointRule } from '@zhiwei/contract'
import { foldText } from '@zhiwei/text'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { activePerson, activeUnit } from '../../identity/index.ts'
import { isUniqueViolation, type Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { findRiskPoint, pointRows } from './list.ts'

// A tree deeper than that nobody reads.
const deepest = 5

/** 登记风险点. @throws NOT_FOUND, INPUT_INVALID, ALREADY_EXISTS */
export async function addRiskPoint(act: Act, input: RiskPointInput) {
  const id = newId()
  await insertRiskPoint(act, id, input)
  return findRiskPoint(act.tx, act.actor.tenantId, id, act.now)
}

export async function insertRiskPoint({ tx, actor, now }: Act, id: string, input: RiskPointInput) {
  const { tenantId } = actor
  requireRule(input.rule)
  await requireReferences(tx, tenantId, input)
  await requireParent(tx, tenantId, id, input.parentId)
  await unique(() =>
    tx
      .insertInto('risk_point')
      .values({
        tenant_id: tenantId,
        id,
        parent_id: input.parentId,
        kind: input.kind,
        name: input.name,
        description: input.description,
        owner_id: input.ownerId,
        unit_id: input.unitId,
        measure: input.measure,
        measure_due_on: input.measureDueOn,
        measure_done_on: input.measureDoneOn,
        ...columnsOf(input.rule),
        weekly_threshold: input.weeklyThreshold,
        per10k_threshold: input.per10kThreshold,
        active: input.active,
        warned_on: null,
        warned_count: null,
        created_at: now,
        created_by: actor.userId,
      })
      .execute(),
  )
  await recordAudit(tx, { tenantId, kind: 'riskPoint.added', actorId: actor.userId, subjectId: id, facts: { kind: input.kind }, at: now })
}

/** 修改风险点: a new rule looks through the last year again. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID, ALREADY_EXISTS */
export async function changeRiskPoint(act: Act, id: string, change: RiskPointChange) {
  await updateRiskPoint(act, id, change)
  return findRiskPoint(act.tx, act.actor.tenantId, id, act.now)
}

export async function updateRiskPoint({ tx, actor, now }: Act, id: string, { version, ...change }: RiskPointChange) {
  const { tenantId } = actor
  const [row] = await pointRows(tx, tenantId, id)
  if (!row) throw new AppError('NOT_FOUND', '没有这个风险点')
  if (row.version !== version) throw new AppError('VERSION_CONFLICT', `现在是第 ${row.version} 版，请刷新后再改`)
  if (change.rule) requireRule(change.rule)
  await requireReferences(tx, tenantId, change)
  if (change.parentId !== undefined) await requireParent(tx, tenantId, id, change.parentId)
  const given = <Key extends string>(key: Key, value: unknown) => (value === undefined ? {} : { [key]: value })
  await unique(() =>
    tx
      .updateTable('risk_point')
      .set({
        ...given('parent_id', change.parentId),
        ...given('kind', change.kind),
        ...given('name', change.name),
        ...given('description', change.description),
        ...given('owner_id', change.ownerId),
        ...given('unit_id', change.unitId),
        ...given('measure', change.measure),
        ...given('measure_due_on', change.measureDueOn),
        ...given('measure_done_on', change.measureDoneOn),
        ...(change.rule && columnsOf(change.rule)),
        ...given('weekly_threshold', change.weeklyThreshold),
        ...given('per10k_threshold', change.per10kThreshold),
        ...given('active', change.active),
        ...((change.rule || change.active !== undefined) && { rematch: true }),
        version: row.version + 1,
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute(),
  )
  const facts = { fields: Object.keys(change), version: row.version + 1 }
  await recordAudit(tx, { tenantId, kind: 'riskPoint.changed', actorId: actor.userId, subjectId: id, facts, at: now })
}

const columnsOf = ({ categories, products, nodes, words }: RiskPointRule) => ({
  categories,
  products,
  nodes,
  words: words.map((word) => foldText(word)).filter(Boolean),
})

function requireRule({ categories, products, nodes, words }: RiskPointRule) {
  if (categories.length + products.length + nodes.length + words.length === 0)
    throw invalidInput('#/rule', '分类、产品、环节、关键词至少要写一项，否则不知道哪些投诉归到这里')
}

async function requireReferences(
  tx: Tx,
  tenantId: string,
  { ownerId, unitId }: { ownerId?: string | null | undefined; unitId?: string | null | undefined },
) {
  if (ownerId) await activePerson(tx, tenantId, ownerId)
  if (unitId) await activeUnit(tx, tenantId, unitId)
}

async function requireParent(tx: Tx, tenantId: string, id: string, parentId: string | null) {
  if (parentId === null) return
  const parents = new Map((await pointRows(tx, tenantId)).map((point) => [point.id, point.parent_id]))
  if (!parents.has(parentId)) throw new AppError('NOT_FOUND', '没有这个上级风险点')
  let depth = 1
  for (let at: string | null = parentId; at !== null; at = parents.get(at) ?? null) {
    depth += 1
    if (at === id) throw invalidInput('#/parentId', '不能放到自己的下级里')
    if (depth > deepest) throw invalidInput('#/parentId', `最多 ${deepest} 级`)
  }
}

async function unique(write: () => Promise<unknown>) {
  try {
    await write()
  } catch (error) {
    if (isUniqueViolation(error, 'risk_point_name')) throw new AppError('ALREADY_EXISTS', '同一上级下已有同名的风险点')
    throw error
  }
}

/** 暴露量: customers, orders or meters at risk in a month, the denominator of 万投比. @throws NOT_FOUND */
export async function setExposure(act: Act, id: string, input: ExposureInput) {
  await putExposure(act, id, input)
  return findRiskPoint(act.tx, act.actor.tenantId, id, act.now)
}

export async function putExposure({ tx, actor, now }: Act, id: string, { month, exposure }: ExposureInput) {
  const { tenantId } = actor
  if ((await pointRows(tx, tenantId, id)).length === 0) throw new AppError('NOT_FOUND', '没有这个风险点')
  const row = { exposure, at: now, by_id: actor.userId }
  await tx
    .insertInto('risk_point_exposure')
    .values({ tenant_id: tenantId, risk_point_id: id, month: `${month}-01`, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'risk_point_id', 'month']).doUpdateSet(row))
    .execute()
}

/** What an imported row leaves out is as in a form. */
export const emptyInput = (given: Partial<RiskPointInput> & Pick<RiskPointInput, 'kind' | 'name' | 'rule'>): RiskPointInput =>
  RiskPointInput.parse(given)
