import type { CustomerLifecycle, CustomerRow, CustomerTier } from '@zhiwei/contract'
import type { Generated } from 'kysely'

export type CustomerTable = {
  tenant_id: string
  id: string
  kind: Generated<CustomerRow['kind']>
  name_cipher: Buffer | null
  name_hash: Buffer | null
  name_masked: Generated<string>
  customer_no_cipher: Buffer | null
  customer_no_hash: Buffer | null
  customer_no_masked: string | null
  tier: Generated<CustomerTier>
  lifecycle: CustomerLifecycle | null
  tags: Generated<string[]>
  /** The surviving customer; never itself a merged one. */
  merged_into: string | null
  created_at: Date
  updated_at: Date
  version: Generated<number>
}

export type ContactPointTable = {
  tenant_id: string
  id: string
  customer_id: string
  kind: 'phone' | 'email'
  value_cipher: Buffer
  value_hash: Buffer
  last4_hash: Buffer | null
  value_masked: string
  is_primary: Generated<boolean>
  /** 共用: given by this customer too, but another one is known by it. */
  shared: Generated<boolean>
  /** 未核实: typed by anybody; always shared, for it identifies nobody. */
  unproven: Generated<boolean>
  created_at: Date
}

declare module '../platform/database.ts' {
  interface Tables {
    customer: CustomerTable
    contact_point: ContactPointTable
  }
}
