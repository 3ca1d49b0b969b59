import { type Selectable, sql } from 'kysely'
import { customerNames } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { ContactSources, LatentRaise } from '../sources.ts'
import type { LatentCustomerTable } from '../tables.ts'
import { latentRulesInForce } from './versions.ts'

const mostAtOnce = 200
const dayMs = 86_400_000
/** A single customer is warned of from here, or when saying openly that it is a complaint. */
const warnStage = 4

/**
 * 隐性客户预警: of single customers who are about to break out, and of nodes at which several people are unhappy without complaining. Looks at
 * each tag once; a repeat is counted by the warning itself. Source: docs/rules/latent.md
 */
export const warnOfLatent =
  (sources: ContactSources) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => warnWaiting(tx, tenantId, sources, deps.clock()))
  }

export async function warnWaiting(tx: Tx, tenantId: string, sources: Pick<ContactSources, 'raiseWarnings'>, now: Date) {
  const tags = await tx
    .selectFrom('latent_customer')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('warned', '=', false)
    .orderBy('id')
    .limit(mostAtOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  if (tags.length === 0) return
  const raises = [...(await singles(tx, tenantId, tags)), ...(await nodes(tx, tenantId, tags, now))]
  if (raises.length > 0) await sources.raiseWarnings(tx, tenantId, raises, now)
  await tx
    .updateTable('latent_customer')
    .set({ warned: true })
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      tags.map(({ id }) => id),
    )
    .execute()
}

type Tag = Selectable<LatentCustomerTable>

async function singles(tx: Tx, tenantId: string, tags: Tag[]): Promise<LatentRaise[]> {
  const grave = tags.filter((tag) => tag.ended_at === null && (tag.says_complaint || tag.stage >= warnStage))
  const names = await customerNames(
    tx,
    tenantId,
    grave.map(({ customer_id }) => customer_id),
  )
  return grave.map((tag) => ({
    kind: 'latent',
    key: `customer:${tag.customer_id}`,
    subject: [names.get(tag.customer_id)?.name ?? '', tag.product ?? tag.node].filter(Boolean).join(' · '),
    facts: {
      score: Math.round(tag.probability * 100) / 100,
      contacts: tag.contacts,
      people: 1,
      stage: tag.stage,
      emotion: tag.emotion,
      saysComplaint: tag.says_complaint,
      ...(tag.category && { category: tag.category }),
      ...(tag.signals.length > 0 && { signals: tag.signals }),
      latentId: tag.id,
    },
    caseIds: [],
    contactIds: [tag.contact_id],
    firstSeenAt: tag.first_contact_at,
  }))
}

type Node = { node: string; people: number; contacts: number; stage: number; probability: number; first_at: Date; contact_ids: string[] }

/** 风险点: node, else product, else category. Anonymous people count too, one a contact. */
const nodeOf = sql`coalesce('node:' || c.node, 'product:' || c.product, 'category:' || c.category)`

async function nodes(tx: Tx, tenantId: string, tags: Tag[], now: Date): Promise<LatentRaise[]> {
  const { groupPeople, groupDays } = await latentRulesInForce(tx, tenantId, now)
  const touched = [
    ...new Set(
      tags.flatMap(({ node, product, category }) =>
        node ? `node:${node}` : product ? `product:${product}` : category ? `category:${category}` : [],
      ),
    ),
  ]
  if (touched.length === 0) return []
  const { rows } = await sql<Node>`
    select * from (
      select ${nodeOf} as node, count(distinct coalesce(c.customer_id, c.id)) as people, count(*) as contacts, max(c.stage) as stage,
        avg(c.unhappy) as probability, min(c.at) as first_at, (array_agg(c.id order by c.at desc))[1:50] as contact_ids
      from contact c where c.tenant_id = ${tenantId} and c.verdict in ('latent', 'anonymous') and c.at >= ${new Date(now.getTime() - groupDays * dayMs)}
      group by 1
    ) n where n.node = any(${touched}::text[]) and n.people >= ${groupPeople}`.execute(tx)
  const names = await categoryNames(
    tx,
    tenantId,
    rows.map(({ node }) => node.replace(/^category:/, '')),
  )
  return rows.map((row) => {
    const [, what = '', value = ''] = /^(\w+):(.*)$/s.exec(row.node) ?? []
    return {
      kind: 'latent',
      key: `node:${row.node}`,
      subject: what === 'category' ? (names.get(value) ?? value) : value,
      facts: {
        score: Math.round(row.probability * 100) / 100,
        people: row.people,
        contacts: row.contacts,
        stage: row.stage,
        days: groupDays,
        [what]: value,
      },
      caseIds: [],
      contactIds: row.contact_ids,
      firstSeenAt: row.first_at,
    }
  })
}

async function categoryNames(tx: Tx, tenantId: string, codes: string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from category where tenant_id = ${tenantId} and code = any(${codes}::text[])`.execute(tx)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
