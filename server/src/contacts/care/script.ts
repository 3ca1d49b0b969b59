import { type CareScript, type CareScriptInput, CareScriptParams, type CareScriptRow, CareStep } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import '../tables.ts'
import shipped from './scripts.json' with { type: 'json' }

type Which = z.infer<typeof CareScriptParams>
const { language: languages, mindset: mindsets } = CareScriptParams.shape

/** 回访话术: LSCIA in the company's words for the customer's state of mind (求发泄, 求尊重, 求补偿) or what the call is for (维系, 挽留 …), and language. Source: docs/rules/latent.md */
export async function scriptFor(tx: Tx, tenantId: string, mindset: Which['mindset'] | null, language: string | null): Promise<CareScript> {
  const which: Which = { language: language === 'en' ? 'en' : 'zh', mindset: mindset ?? 'none' }
  const { steps, avoid } = (await ownScripts(tx, tenantId, which))[0] ?? shippedOf(which)
  return { mindset: which.mindset, steps: inOrder(steps), avoid }
}

/** 话术 of each language and state of mind, as they hold now. */
export async function listScripts(tx: Tx, tenantId: string): Promise<CareScriptRow[]> {
  const own = await ownScripts(tx, tenantId)
  return languages.options.flatMap((language) =>
    mindsets.options.map((mindset): CareScriptRow => {
      const made = own.find((row) => row.language === language && row.mindset === mindset)
      const { steps, avoid } = made ?? shippedOf({ language, mindset })
      const by = { madeAt: made?.made_at.toISOString() ?? null, by: made?.by ?? null, reason: made?.reason ?? null }
      return { language, mindset, steps: inOrder(steps), avoid, ...by }
    }),
  )
}

/** 改话术: from now on; those before are kept. */
export async function writeScript({ tx, actor, now }: Act, which: Which, { steps, avoid, reason }: CareScriptInput) {
  const id = newId()
  const { tenantId, userId } = actor
  const words = { steps: JSON.stringify(steps), avoid: JSON.stringify(avoid), reason }
  await tx
    .insertInto('care_script')
    .values({ tenant_id: tenantId, id, ...which, ...words, made_at: now, made_by: userId })
    .execute()
  await recordAudit(tx, { tenantId, kind: 'careScript.written', actorId: userId, facts: { scriptId: id, ...which }, reason, at: now })
  return { id }
}

/** The newest of each that the company wrote itself. */
const ownScripts = (tx: Tx, tenantId: string, which?: Which) =>
  tx
    .selectFrom('care_script as s')
    .distinctOn(['s.language', 's.mindset'])
    .selectAll('s')
    .select(personNamed('s', 'made_by').as('by'))
    .where('s.tenant_id', '=', tenantId)
    .$if(which !== undefined, (rows) =>
      rows.where('s.language', '=', which?.language ?? 'zh').where('s.mindset', '=', which?.mindset ?? 'none'),
    )
    .orderBy('s.language')
    .orderBy('s.mindset')
    .orderBy('s.made_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute()

const shippedOf = ({ language, mindset }: Which) => ({ steps: shipped[language][mindset], avoid: shipped.avoid[language] })
const inOrder = (steps: Record<CareStep, string[]>) => CareStep.options.map((step) => ({ step, says: steps[step] }))
