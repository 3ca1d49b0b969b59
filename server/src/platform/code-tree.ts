import type { TreeNode } from '@zhiwei/contract'
import type { Generated, Selectable, Transaction } from 'kysely'
import type { Tables, Tx } from './database.ts'
import { AppError } from './errors.ts'

/** A tenant's editable tree of codes: `a.b` stands below `a`. Nodes are never deleted, only deactivated, so stored codes stay readable. */
export type CodeTreeTable = {
  tenant_id: string
  code: string
  name: string
  name_en: string
  active: Generated<boolean>
  sort: Generated<number>
  version: Generated<number>
}
export type CodeNode = Selectable<CodeTreeTable>
export type SeedNode = { code: string; name: string; nameEn: string }
type NodeInput = { code: string; name: string; nameEn?: string | undefined; sort: number }
type NodeChange = {
  name?: string | undefined
  nameEn?: string | undefined
  active?: boolean | undefined
  sort?: number | undefined
  version: number
}

type TreeTable = { [Name in keyof Tables]: Tables[Name] extends CodeTreeTable ? Name : never }[keyof Tables]

export const parentOf = (code: string) => (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null)

/** Codes that may be chosen: active themselves and below active parents only. */
export function activeCodes(nodes: Pick<CodeNode, 'code' | 'active'>[]): Set<string> {
  const active = new Set(nodes.filter((node) => node.active).map((node) => node.code))
  const stands = (code: string | null): boolean => code === null || (active.has(code) && stands(parentOf(code)))
  return new Set([...active].filter(stands))
}

const treeNodeOf = (node: CodeNode): TreeNode => ({
  code: node.code,
  parent: parentOf(node.code),
  name: node.name,
  nameEn: node.name_en,
  active: node.active,
  sort: node.sort,
  version: node.version,
})

/** The questions and changes of one tree; its table has the columns of `CodeTreeTable`. */
export function codeTree(table: TreeTable) {
  // Every such table has the same columns; the name is the only difference.
  const name = table as unknown as 'node'
  const inTree = (tx: Tx) => tx as unknown as Transaction<{ node: CodeTreeTable }>
  const nodesOf = (tx: Tx, tenantId: string) =>
    inTree(tx).selectFrom(name).selectAll().where('tenant_id', '=', tenantId).orderBy('sort').orderBy('code').execute()

  return {
    async list(tx: Tx, tenantId: string): Promise<TreeNode[]> {
      return (await nodesOf(tx, tenantId)).map(treeNodeOf)
    },

    async activeCodes(tx: Tx, tenantId: string): Promise<Set<string>> {
      return activeCodes(await nodesOf(tx, tenantId))
    },

    /** @throws INPUT_INVALID when the code above it does not exist, ALREADY_EXISTS */
    async add(tx: Tx, tenantId: string, { code, name: nodeName, nameEn, sort }: NodeInput): Promise<TreeNode> {
      const known = new Set((await nodesOf(tx, tenantId)).map((node) => node.code))
      const parent = parentOf(code)
      if (parent && !known.has(parent)) {
        throw new AppError('INPUT_INVALID', `请先建立上级 ${parent}`, { errors: [{ pointer: '#/code', detail: `没有上级 ${parent}` }] })
      }
      if (known.has(code)) throw new AppError('ALREADY_EXISTS', `编码 ${code} 已被使用，请换一个`)
      const row = { tenant_id: tenantId, code, name: nodeName, name_en: nameEn ?? nodeName, sort }
      return treeNodeOf(await inTree(tx).insertInto(name).values(row).returningAll().executeTakeFirstOrThrow())
    },

    /** @throws NOT_FOUND, VERSION_CONFLICT */
    async change(tx: Tx, tenantId: string, code: string, { nameEn, version, ...rest }: NodeChange): Promise<TreeNode> {
      const node = await inTree(tx)
        .selectFrom(name)
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('code', '=', code)
        .forUpdate()
        .executeTakeFirst()
      if (!node) throw new AppError('NOT_FOUND', `没有编码 ${code}`)
      if (node.version !== version)
        throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${node.version} 版；请刷新后再改`)
      const changed = await inTree(tx)
        .updateTable(name)
        .set({ ...rest, ...(nameEn !== undefined && { name_en: nameEn }), version: version + 1 })
        .where('tenant_id', '=', tenantId)
        .where('code', '=', code)
        .returningAll()
        .executeTakeFirstOrThrow()
      return treeNodeOf(changed)
    },

    /** Plants the starting tree in the order given; codes that exist are left as they are. */
    async seed(tx: Tx, tenantId: string, nodes: readonly SeedNode[]) {
      const rows = nodes.map(({ code, name: nodeName, nameEn }, sort) => ({
        tenant_id: tenantId,
        code,
        name: nodeName,
        name_en: nameEn,
        sort,
      }))
      await inTree(tx)
        .insertInto(name)
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
  }
}
