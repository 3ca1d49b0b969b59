import {
  ReportTemplateContent as Content,
  PeriodicReportKind as Kinds,
  type PeriodicReportKind,
  type ReportTemplate,
  type ReportTemplateChange,
  type ReportTemplateContent,
} from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import '../tables.ts'
import { shippedTemplates } from './shipped.ts'

type Version = { kind: PeriodicReportKind; version: number; content: ReportTemplateContent; at: Date | null; by: string | null }

async function latest(tx: Tx, tenantId: string): Promise<Version[]> {
  const rows = await tx
    .selectFrom('report_template')
    .selectAll()
    .distinctOn('kind')
    .where('tenant_id', '=', tenantId)
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute()
  return Kinds.options.map(
    (kind) => rows.find((row) => row.kind === kind) ?? { kind, version: 0, content: shippedTemplates[kind], at: null, by: null },
  )
}

/** 模板 of each kind as it stands. */
export async function listTemplates(tx: Tx, tenantId: string): Promise<ReportTemplate[]> {
  const versions = await latest(tx, tenantId)
  const names = await personNamesOf(
    tx,
    tenantId,
    versions.map(({ by }) => by),
  )
  return versions.map(({ kind, version, content, at, by }) => ({
    ...content,
    kind,
    version,
    changed: JSON.stringify(Content.parse(content)) !== JSON.stringify(Content.parse(shippedTemplates[kind])),
    changedAt: at?.toISOString() ?? null,
    changedBy: by === null ? null : { id: by, name: names.get(by) ?? '' },
  }))
}

export async function templateOf(tx: Tx, tenantId: string, kind: PeriodicReportKind): Promise<ReportTemplate> {
  const found = (await listTemplates(tx, tenantId)).find((template) => template.kind === kind)
  if (!found) throw new Error(`no template ${kind}`)
  return found
}

/** 修改模板 as a new version. @throws VERSION_CONFLICT */
export async function writeTemplate(act: Act, kind: PeriodicReportKind, { version, ...content }: z.infer<typeof ReportTemplateChange>) {
  await putVersion(act, kind, version, content, 'reportTemplate.written')
  return templateOf(act.tx, act.actor.tenantId, kind)
}

/** 恢复出厂模板, again as a new version. @throws VERSION_CONFLICT */
export async function resetTemplate(act: Act, kind: PeriodicReportKind, version: number) {
  await putVersion(act, kind, version, shippedTemplates[kind], 'reportTemplate.reset')
  return templateOf(act.tx, act.actor.tenantId, kind)
}

async function putVersion(
  { tx, actor, now }: Act,
  kind: PeriodicReportKind,
  seen: number,
  content: ReportTemplateContent,
  audit: 'reportTemplate.written' | 'reportTemplate.reset',
) {
  const { tenantId, userId } = actor
  const { version } = await templateOf(tx, tenantId, kind)
  if (version !== seen) throw new AppError('VERSION_CONFLICT', '别人刚改过这份模板，请刷新后再改')
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('report_template')
    .values({ tenant_id: tenantId, kind, version: version + 1, content: JSON.stringify(content), at: now, by: userId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!inserted) throw new AppError('VERSION_CONFLICT', '别人刚改过这份模板，请刷新后再改')
  await recordAudit(tx, { tenantId, kind: audit, actorId: userId, facts: { kind, version: version + 1 }, at: now })
}

/** 历次版本, the newest first. */
export async function templateVersions(tx: Tx, tenantId: string, kind: PeriodicReportKind) {
  const rows = await tx
    .selectFrom('report_template')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(100)
    .execute()
  const names = await personNamesOf(
    tx,
    tenantId,
    rows.map(({ by }) => by),
  )
  return rows.map(({ version, content, at, by }) => ({
    ...content,
    version,
    changedAt: at.toISOString(),
    changedBy: by === null ? null : { id: by, name: names.get(by) ?? '' },
  }))
}
