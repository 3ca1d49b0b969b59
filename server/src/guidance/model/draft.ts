import { randomBytes } from 'node:crypto'
import type { DraftKind, ModelDraft } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, type Case, findCase, isOpen } from '../../cases/index.ts'
import type { Config } from '../../platform/config.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { basisOf } from '../basis.ts'
import '../tables.ts'
import { askModel, modelOf } from './call.ts'
import { refusalsOf } from './guard.ts'
import { type DraftFacts, type Prompt, promptFor, type Spoken } from './prompt.ts'
import { modelServiceOf } from './setting.ts'

/** What is sent to the model, and what its answer is held against; read before the call, which holds no transaction open. */
export type Asked = { caseId: string; kind: DraftKind; prompt: Prompt; facts: DraftFacts; mark: string }

/**
 * Puts together what the model is asked for this case.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED on a case that is over, MODEL_OFF
 */
export async function askedOf(tx: Tx, actor: Actor, idOrNumber: string, kind: DraftKind, config: Config): Promise<Asked> {
  const { enabled } = await modelServiceOf(tx, actor.tenantId, config)
  if (!enabled) throw new AppError('MODEL_OFF', '请管理员在设置里打开，或自己写')
  const complaintCase = await findCase(tx, actor, idOrNumber)
  if (!isOpen(complaintCase.status)) throw new AppError('CASE_STEP_NOT_ALLOWED', '工单已结束')
  const { language } = await basisOf(tx, complaintCase)
  const spoken = await spokenOn(tx, complaintCase)
  const facts = await factsOf(tx, complaintCase)
  const mark = randomBytes(9).toString('base64url')
  return { caseId: complaintCase.id, kind, prompt: promptFor(kind, language, facts, spoken, mark), facts, mark }
}

/** What customer and staff said to each other, masked; no internal notes. */
async function spokenOn(tx: Tx, { tenant_id, id }: Case): Promise<Spoken[]> {
  const { rows } = await sql<{ kind: string; text: string }>`
    select e.kind, t.masked ->> 'text' as text from case_event e
    join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
    where e.tenant_id = ${tenant_id} and e.case_id = ${id}
      and e.kind in ('complaint.received', 'case.messageReceived', 'case.messageSent', 'case.answered') and t.masked ->> 'text' is not null
    order by e.no`.execute(tx)
  return rows.map(({ kind, text }) => ({ by: kind === 'case.messageSent' || kind === 'case.answered' ? 'staff' : 'customer', text }))
}

/** Of what the stages decided: their tables are read, never written. */
async function factsOf(tx: Tx, complaintCase: Case): Promise<DraftFacts> {
  const { tenant_id, id, cycle } = complaintCase
  const { rows: remedies } = await sql<{ kind: string; amountFen: number; text: string | null }>`
    select r.kind, r.amount_fen as "amountFen", t.masked ->> 'text' as text from remedy r
    left join case_text t on t.tenant_id = r.tenant_id and t.case_id = r.case_id and t.event_no = r.event_no
    where r.tenant_id = ${tenant_id} and r.case_id = ${id} and r.cycle = ${cycle} and r.state = 'granted' order by r.at`.execute(tx)
  const { rows: results } = await sql<{ text: string }>`
    select t.masked ->> 'text' as text from case_event e
    join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
    where e.tenant_id = ${tenant_id} and e.case_id = ${id} and e.cycle = ${cycle} and e.kind = 'case.returned' order by e.no desc limit 1`.execute(
    tx,
  )
  return {
    subject: complaintCase.subject,
    status: complaintCase.status,
    finding: complaintCase.finding,
    remedies: remedies.map(({ text, ...remedy }) => ({ ...remedy, text: text ?? '' })),
    result: results[0]?.text ?? null,
  }
}

/** Asks, and holds the answer against the facts. @throws MODEL_UNAVAILABLE */
export async function modelSays(asked: Asked, config: Config, at: Date) {
  const model = modelOf(config)
  if (!model) throw new AppError('MODEL_OFF')
  const text = (await askModel(model, asked.prompt.messages)).trim()
  const secrets = [model.key ?? '', asked.mark]
  return { text, refused: refusalsOf(text, { facts: asked.facts, given: asked.prompt.given, kind: asked.kind, secrets, at }) }
}

/** 模型草稿: keeps that it was asked for, by whom and whether it was shown; the words go to the person alone and are not kept. */
export async function keepDraft(
  { tx, actor, now }: Act,
  asked: Asked,
  said: Awaited<ReturnType<typeof modelSays>>,
  config: Config,
): Promise<ModelDraft> {
  const id = newId()
  const model = modelOf(config)?.name ?? ''
  const { ordersLeftOut } = asked.prompt
  await tx
    .insertInto('model_draft')
    .values({
      tenant_id: actor.tenantId,
      id,
      case_id: asked.caseId,
      kind: asked.kind,
      at: now,
      by_id: actor.userId,
      model,
      refused: said.refused,
      orders_left_out: ordersLeftOut,
    })
    .execute()
  const text = said.refused.length === 0 ? said.text : null
  return { id, kind: asked.kind, text, model, refused: said.refused, ordersLeftOut, at: now.toISOString() }
}
