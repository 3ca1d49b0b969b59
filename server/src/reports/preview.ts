import type { ReportContent, ReportPreviewInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { dayOf } from '../platform/days.ts'
import { contentOf } from './content/content.ts'
import { gatherFacts } from './facts/gather.ts'
import { periodsOf } from './periods.ts'
import { templateOf } from './templates/templates.ts'

/** 预览: what a template would say of the last whole period; nothing is kept. */
export async function previewReport(
  tx: Tx,
  tenantId: string,
  { kind, language, ...template }: z.infer<typeof ReportPreviewInput>,
  now: Date,
): Promise<ReportContent> {
  const zone = await tenantZone(tx, tenantId)
  const periods = periodsOf(kind, dayOf(now, zone))
  const { version } = await templateOf(tx, tenantId, kind)
  const facts = await gatherFacts(tx, { tenantId, zone, now, periods, template })
  return contentOf({ kind, language, zone, template, templateVersion: version, facts })
}
