import type { FollowUpRule, ProcessStep } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Case, StepName } from './lifecycle.ts'

// 书面流程: what the process version a case is bound to asks of an act, beside what the table of steps asks of everybody.

type Input = Record<string, unknown>
type Written = { steps?: ProcessStep[]; followUp?: FollowUpRule }

/** Fields that may stand on the case already, from an earlier act. */
const onCase: Record<string, (complaintCase: Case) => unknown> = {
  product: (c) => c.product,
  node: (c) => c.node,
  region: (c) => c.region,
  severity: (c) => c.severity,
  stage: (c) => c.stage,
  finding: (c) => c.finding,
  rootCause: (c) => c.root_cause,
  category: (c) => (c.category_confirmed ? c.category : null),
}
const words: Record<string, string> = {
  note: '备注',
  category: '确认的分类',
  severity: '严重程度',
  stage: '阶段',
  priority: '优先级',
  product: '产品（在分类定级里填写）',
  node: '业务环节（在分类定级里填写）',
  region: '区域（在分类定级里填写）',
  reason: '说明',
  handlerId: '承办人',
  unitId: '部门',
  instructions: '处理要求',
  coUnits: '协办部门',
  rootCause: '根因',
  finding: '调查结论',
  satisfaction: '满意度',
  dueAt: '期限',
  customerTold: '已告知客户',
  followUp: '回访确认',
  followUpTries: '足够的回访次数',
}
const wordOf = (code: string) => words[code.replace('field.', '')] ?? code

/** 当场结清 answers, and so needs what an answer needs. */
const writtenAs: Partial<Record<StepName, StepName>> = { settlements: 'answers' as StepName }

/**
 * 必填: holds an act against the case's process version; nothing is asked before it is bound to one.
 * @throws CASE_STEP_NOT_ALLOWED with `field.<name>` for each field that is missing, `followUp` or `followUpTries` where the version forbids
 * to close without the customer's word
 * Source: docs/rules/processes.md
 */
export async function requireWritten(tx: Tx, complaintCase: Case, name: StepName, input: Input) {
  if (complaintCase.process_version_id === null) return
  const written = await writtenOf(tx, complaintCase.tenant_id, complaintCase.process_version_id)
  const missing = [...missingFields(written, complaintCase, name, input), ...(await missingCalls(tx, written, complaintCase, name, input))]
  if (missing.length === 0) return
  const errors = missing.flatMap((code) => {
    const field = code.startsWith('field.') ? code.slice('field.'.length) : null
    return field ? [{ pointer: `#/${field}`, detail: `按处理流程须有${wordOf(code)}` }] : []
  })
  throw new AppError('CASE_STEP_NOT_ALLOWED', `按本类投诉的处理流程，这一步还缺：${missing.map(wordOf).join('、')}`, { missing, errors })
}

export function missingFields({ steps = [] }: Written, complaintCase: Case, name: StepName, input: Input): string[] {
  const written = steps.find(({ act }) => act === (writtenAs[name] ?? name))
  if (!written || asksNothing(name, input)) return []
  return written.fields
    .filter((field) => !isGiven(input[field]) && !isGiven(onCase[field]?.(complaintCase)))
    .map((field) => `field.${field}`)
}

/** A customer who was not reached has no satisfaction to tell; a corrected reading is no classification. */
const asksNothing = (name: StepName, input: Input) =>
  (name === 'followUps' && input.verdict === 'unreached') || (name === 'classification' && Object.keys(input).length === 0)

const isGiven = (value: unknown) =>
  value !== undefined && value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)

/** 回访规则 */
async function missingCalls(tx: Tx, { followUp }: Written, complaintCase: Case, name: StepName, input: Input): Promise<string[]> {
  if (name !== 'closure' || complaintCase.status === 'confirmed' || !followUp || followUp.exemption === 'always') return []
  if (followUp.exemption === 'never') return ['followUp']
  if (!isGiven(input.exemptionReason)) return []
  const { rows } = await sql<{ tries: number }>`
    select count(*)::int as tries from case_event
    where tenant_id = ${complaintCase.tenant_id} and case_id = ${complaintCase.id} and cycle = ${complaintCase.cycle}
      and kind = 'case.followedUp' and facts ->> 'verdict' = 'unreached'`.execute(tx)
  return (rows[0]?.tries ?? 0) < followUp.tries ? ['followUpTries'] : []
}

async function writtenOf(tx: Tx, tenantId: string, versionId: string): Promise<Written> {
  const { rows } = await sql<{ definition: Written }>`
    select definition from process_version where tenant_id = ${tenantId} and id = ${versionId}`.execute(tx)
  return rows[0]?.definition ?? {}
}
