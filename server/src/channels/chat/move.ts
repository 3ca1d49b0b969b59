import type { Tx } from '../../platform/database.ts'
import './tables.ts'

/** 合并客户: talks go with the surviving one. */
export const moveChats = (tx: Tx, tenantId: string, from: string, to: string) =>
  tx
    .updateTable('chat')
    .set((eb) => ({ customer_id: to, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', from)
    .execute()
