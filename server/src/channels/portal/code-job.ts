import { systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import { queueMessage } from '../outgoing/queue.ts'
import { codeOf, codeSeconds } from './codes.ts'
import { portalCodeJob } from './job-name.ts'

export const portalJobs: JobHandlers = {
  [portalCodeJob]: (deps, data) => sendCode(deps, data.tenantId, String(data.codeId)),
}

/** Puts a code into the outgoing messages; one that is for nobody, over or used is left. */
const sendCode = ({ database, keys, clock }: Deps, tenantId: string, codeId: string): Promise<void> =>
  database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const now = clock()
      const found = await tx
        .selectFrom('portal_code')
        .innerJoin('contact_point', (join) =>
          join
            .onRef('contact_point.tenant_id', '=', 'portal_code.tenant_id')
            .onRef('contact_point.id', '=', 'portal_code.contact_point_id'),
        )
        .leftJoin('portal_filing', (join) =>
          join.onRef('portal_filing.tenant_id', '=', 'portal_code.tenant_id').onRef('portal_filing.case_id', '=', 'portal_code.case_id'),
        )
        .select([
          'portal_code.number',
          'portal_code.case_id',
          'portal_filing.language',
          'contact_point.kind',
          'contact_point.value_cipher',
          'contact_point.customer_id',
        ])
        .where('portal_code.tenant_id', '=', tenantId)
        .where('portal_code.id', '=', codeId)
        .where('portal_code.used_at', 'is', null)
        .where('portal_code.expires_at', '>', now)
        .executeTakeFirst()
      if (!found) return
      await queueMessage(
        { tx, keys, actor: systemActor(tenantId), now },
        {
          kind: 'code',
          door: found.kind === 'phone' ? 'sms' : 'email',
          to: keys.decrypt(found.value_cipher),
          caseId: found.case_id,
          customerId: found.customer_id,
          language: found.language ?? 'zh',
          occasion: `code ${codeId}`,
          variables: { number: found.number, code: codeOf(keys, tenantId, codeId), minutes: String(codeSeconds / 60) },
        },
      )
    })
