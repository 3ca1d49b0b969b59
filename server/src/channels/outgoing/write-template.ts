import type { MessageKind, MessageLanguage, MessageTemplate, TemplateVersion } from '@zhiwei/contract'
import { MessageKind as Kind, MessageLanguage as Language } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { allowedVariables, neededVariables, problemsOf } from './render.ts'
import { outgoingSettings } from './settings.ts'
import { shippedWords, type Words } from './templates.ts'

type Place = { kind: MessageKind; language: MessageLanguage }

const versions = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('message_template as t')
    .selectAll('t')
    .select([personNamed('t', 'written_by').as('writer'), personNamed('t', 'decided_by').as('decider')])
    .where('t.tenant_id', '=', tenantId)
type Row = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number]

const shown = (row: Row): TemplateVersion => ({
  id: row.id,
  no: row.no,
  subject: row.subject,
  body: row.body,
  state: row.state,
  writtenBy: row.writer,
  writtenAt: row.written_at.toISOString(),
  decidedBy: row.decider,
  decidedAt: row.decided_at?.toISOString() ?? null,
  reason: row.reason,
})

const shippedVersion = ({ kind, language }: Place, state: TemplateVersion['state']): TemplateVersion => ({
  id: null,
  no: 0,
  ...shippedWords(kind, language),
  state,
  writtenBy: null,
  writtenAt: null,
  decidedBy: null,
  decidedAt: null,
  reason: null,
})

/** 消息模板: every kind in every language, with what is in force and what waits. */
export async function listTemplates(tx: Tx, tenantId: string): Promise<MessageTemplate[]> {
  const rows = await versions(tx, tenantId).where('t.state', 'in', ['inForce', 'waiting']).orderBy('t.no', 'desc').execute()
  return Kind.options.flatMap((kind) =>
    Language.options.map((language) => {
      const own = (state: Row['state']) => rows.find((row) => row.kind === kind && row.language === language && row.state === state)
      const [inForce, waiting] = [own('inForce'), own('waiting')]
      return {
        kind,
        language,
        inForce: inForce ? shown(inForce) : shippedVersion({ kind, language }, 'inForce'),
        waiting: waiting ? shown(waiting) : null,
        variables: [...allowedVariables[kind]],
        needed: [...(neededVariables[kind] ?? [])],
      }
    }),
  )
}

/** Every version of one, newest first; the last is the one shipped. */
export async function templateVersions(tx: Tx, tenantId: string, place: Place): Promise<TemplateVersion[]> {
  const rows = await versions(tx, tenantId)
    .where('t.kind', '=', place.kind)
    .where('t.language', '=', place.language)
    .orderBy('t.no', 'desc')
    .execute()
  return [...rows.map(shown), shippedVersion(place, rows.some(({ state }) => state === 'inForce') ? 'replaced' : 'inForce')]
}

/** @throws INPUT_INVALID naming the variables that are unknown or lacking */
export function checkTemplate(kind: MessageKind, { subject, body }: Words) {
  const inSubject = problemsOf(kind, subject).unknown
  const { unknown, lacking } = problemsOf(kind, body)
  const errors = [
    ...(inSubject.length > 0 ? [{ pointer: '#/subject', detail: `没有这些变量：${inSubject.join('、')}` }] : []),
    ...(unknown.length > 0 ? [{ pointer: '#/body', detail: `没有这些变量：${unknown.join('、')}` }] : []),
    ...(lacking.length > 0 ? [{ pointer: '#/body', detail: `正文里缺少：${lacking.map((name) => `{{${name}}}`).join('、')}` }] : []),
  ]
  if (errors[0]) throw new AppError('INPUT_INVALID', errors[0].detail, { errors })
}

/**
 * 编写模板: a new version, in force at once, or waiting for somebody else where the settings ask for that; an earlier one that waits is replaced.
 * @throws INPUT_INVALID for variables the kind does not know
 * Source: docs/rules/outgoing.md
 */
export async function writeTemplate(act: Act, place: Place, words: Words): Promise<TemplateVersion> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  checkTemplate(place.kind, words)
  await oneAtATime(tx, 'message templates', tenantId)
  const { needsApproval } = await outgoingSettings(tx, tenantId)
  const [newest] = await templateVersions(tx, tenantId, place)
  const id = newId()
  await replace(tx, tenantId, place, needsApproval ? ['waiting'] : ['waiting', 'inForce'])
  await tx
    .insertInto('message_template')
    .values({
      tenant_id: tenantId,
      id,
      ...place,
      no: (newest?.no ?? 0) + 1,
      subject: words.subject,
      body: words.body,
      state: needsApproval ? 'waiting' : 'inForce',
      written_by: actor.userId,
      written_at: now,
      decided_by: null,
      decided_at: null,
      reason: null,
    })
    .execute()
  await recordAudit(tx, { tenantId, kind: 'messageTemplate.written', actorId: actor.userId, subjectId: id, facts: { ...place }, at: now })
  return versionOf(tx, tenantId, id)
}

const replace = (tx: Tx, tenantId: string, { kind, language }: Place, states: Row['state'][]) =>
  tx
    .updateTable('message_template')
    .set({ state: 'replaced' })
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('state', 'in', states)
    .execute()

/** 审核模板. @throws NOT_FOUND, ALREADY_DECIDED, NOT_PERMITTED for who wrote it, INPUT_INVALID for a refusal without a reason */
export async function decideTemplate(
  act: Act,
  id: string,
  verdict: 'approve' | 'refuse',
  reason: string | undefined,
): Promise<TemplateVersion> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  await oneAtATime(tx, 'message templates', tenantId)
  const row = await versions(tx, tenantId).where('t.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个模板版本')
  if (row.state !== 'waiting') throw new AppError('ALREADY_DECIDED', '这个版本已经不在等待审核')
  if (row.written_by === actor.userId) throw new AppError('NOT_PERMITTED', '自己写的模板请由他人审核')
  if (verdict === 'refuse' && !reason) throw invalidInput('#/reason', '退回要写原因')
  if (verdict === 'approve') await replace(tx, tenantId, row, ['inForce'])
  await tx
    .updateTable('message_template')
    .set({
      state: verdict === 'approve' ? 'inForce' : 'refused',
      decided_by: actor.userId,
      decided_at: now,
      reason: reason ?? null,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  const kind = verdict === 'approve' ? 'messageTemplate.approved' : 'messageTemplate.refused'
  await recordAudit(tx, {
    tenantId,
    kind,
    actorId: actor.userId,
    subjectId: id,
    facts: { kind: row.kind, language: row.language },
    reason: reason ?? null,
    at: now,
  })
  return versionOf(tx, tenantId, id)
}

const versionOf = async (tx: Tx, tenantId: string, id: string) =>
  shown(await versions(tx, tenantId).where('t.id', '=', id).executeTakeFirstOrThrow())
