import { type NamedThing, type NameListInput, type NameListRow, nameKinds } from '@zhiwei/contract'
import { type CompiledNames, compileNames } from '@zhiwei/text'
import { sql } from 'kysely'
import { recordAudit } from '../audit/index.ts'
import { type Act, personNamed } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import './tables.ts'

type Kind = (typeof nameKinds)[number]

/** 产品与地点名单: both lists, empty where nobody has written one. */
export async function listNames(tx: Tx, tenantId: string): Promise<NameListRow[]> {
  const rows = await tx
    .selectFrom('name_list')
    .select(['kind', 'names', 'version', 'changed_at', personNamed('name_list', 'changed_by').as('by')])
    .where('tenant_id', '=', tenantId)
    .execute()
  return nameKinds.map((kind) => {
    const row = rows.find((one) => one.kind === kind)
    return {
      kind,
      names: row?.names ?? [],
      version: row?.version ?? 0,
      changedAt: row?.changed_at.toISOString() ?? null,
      changedBy: row?.by ?? null,
    }
  })
}

/**
 * 修改名单: writes a list anew, each name once. Texts read from then on are searched for them.
 * @throws VERSION_CONFLICT when somebody else has written it meanwhile
 */
export async function setNames({ tx, actor, now }: Act, kind: Kind, { names, version }: NameListInput): Promise<NameListRow> {
  const { rows } = await sql`
    insert into name_list (tenant_id, kind, names, version, changed_at, changed_by)
    values (${actor.tenantId}, ${kind}, ${JSON.stringify(onceEach(names))}::jsonb, 1, ${now}, ${actor.userId})
    on conflict (tenant_id, kind) do update
      set names = excluded.names, version = name_list.version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by
      where name_list.version = ${version}
    returning version`.execute(tx)
  const found = (await listNames(tx, actor.tenantId)).find((row) => row.kind === kind)
  if (rows.length === 0 || found?.version !== version + 1) throw new AppError('VERSION_CONFLICT', '名单已被别人修改，请刷新后再改')
  const facts = { kind, count: found.names.length, version: found.version }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'nameList.changed', actorId: actor.userId, facts, at: now })
  return found
}

function onceEach(names: NamedThing[]): NamedThing[] {
  return [...new Map(names.toReversed().map((thing) => [thing.name, thing])).values()].reverse()
}

/** Which lists there are, by their versions: what is put together of them holds until one changes. */
export async function versionsOfNames(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.selectFrom('name_list').select(['kind', 'version']).where('tenant_id', '=', tenantId).orderBy('kind').execute()
  return rows.map(({ kind, version }) => `${kind} ${version}`)
}

export async function compiledNames(tx: Tx, tenantId: string): Promise<CompiledNames | undefined> {
  const lists = await listNames(tx, tenantId)
  if (lists.every(({ names }) => names.length === 0)) return undefined
  const of = (kind: Kind) => lists.find((row) => row.kind === kind)?.names ?? []
  return compileNames({ products: of('product'), places: of('place') })
}
