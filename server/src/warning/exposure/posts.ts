import { sql } from 'kysely'
import type { Deps } from '../../platform/deps.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'

const lookedBackDays = 7
const atOnce = 100
const outside = ['regulator', 'media', 'legal', 'safety'] as const
/** 0 … 4: from here on a post is angry. */
const angryFrom = 3

type Post = { id: string; at: Date; product: string | null; region: string | null; stage: number; emotion: number; kinds: string[] }

/**
 * 社交帖文: posts that were registered or imported as contacts and are no case (yet): angry ones, and those that name regulator, media, law or
 * safety, are exposure. A sweep; a post whose warning stands is not read again.
 * Source: docs/rules/case-warnings.md
 */
export async function exposePosts(deps: Deps, tenantId: string) {
  const now = deps.clock()
  const since = new Date(now.getTime() - lookedBackDays * 86_400_000)
  await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql<Post>`
        select p.id, p.at, p.product, p.region, p.stage, (p.reading ->> 'emotion')::int as emotion, p.kinds
        from (
          select c.*, array(select jsonb_array_elements_text(jsonb_path_query_array(c.reading, '$.signals[*].kind'))) as kinds
          from contact c where c.tenant_id = ${tenantId} and c.at >= ${since} and c.channel = 'social' and c.case_id is null and c.reading is not null
        ) p
        where (p.kinds && ${[...outside]}::text[] or p.stage >= 5 or (p.reading ->> 'emotion')::int >= ${angryFrom})
          and not exists (select 1 from warning_contact w where w.tenant_id = p.tenant_id and w.contact_id = p.id)
        order by p.at desc limit ${atOnce}`.execute(tx)
      if (rows.length > 0) await raiseWarnings(tx, tenantId, rows.map(raiseOf), now)
    })
}

const raiseOf = ({ id, at, product, region, stage, kinds }: Post): Raise => ({
  kind: 'exposure',
  key: `contact:${id}`,
  subject: ['社交帖文', product, region].filter(Boolean).join('·'),
  facts: {
    ...Object.fromEntries(outside.filter((kind) => kinds.includes(kind)).map((kind) => [kind, 1])),
    posts: 1,
    stage,
    channel: 'social',
    outside: stage >= 5,
    signs: outside.filter((kind) => kinds.includes(kind)),
  },
  caseIds: [],
  contactIds: [id],
  firstSeenAt: at,
})
