import type { Permission, UnitKind } from '@zhiwei/contract'
import type { Generated, Selectable } from 'kysely'

export type TenantTable = { id: string; code: string; name: string; zone: Generated<string>; demo: Generated<boolean>; created_at: Date }
export type TenantHostTable = { host: string; tenant_id: string }
export type UnitTable = {
  tenant_id: string
  id: string
  parent_id: string | null
  code: string
  name: string
  kind: UnitKind
  active: Generated<boolean>
  version: Generated<number>
}

export type RoleTable = {
  tenant_id: string
  id: string
  code: string
  name: string
  permissions: Permission[]
  shipped: Generated<boolean>
  remedy_limit_fen: Generated<number>
  version: Generated<number>
}

export type UserAccountTable = {
  tenant_id: string
  id: string
  /** As people sign in with it: NFKC, lower case. */
  username: string
  name: string
  password_hash: string | null
  unit_id: string | null
  active: Generated<boolean>
  totp_secret_cipher: Buffer | null
  totp_confirmed: Generated<boolean>
  /** The last 30-second step that was accepted; none is taken twice. */
  totp_last_step: number | null
  recovery_code_hashes: Generated<string[]>
  /** Wrong tries since the last right one. */
  failed_attempts: Generated<number>
  locked_until: Date | null
  last_sign_in_at: Date | null
  created_at: Date
  version: Generated<number>
}

export type UserRoleTable = { tenant_id: string; user_id: string; role_id: string }
export type MembershipTable = { tenant_id: string; user_id: string; other_tenant_id: string; other_user_id: string }
export type SessionTable = { tenant_id: string; token_hash: Buffer; user_id: string; created_at: Date; seen_at: Date; expires_at: Date }

export type ApiTokenTable = {
  tenant_id: string
  id: string
  token_hash: Buffer
  name: string
  permissions: Permission[]
  created_by: string
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
}

export type TenantRow = Selectable<TenantTable>
export type UserAccountRow = Selectable<UserAccountTable>
export type RoleRow = Selectable<RoleTable>

declare module '../platform/database.ts' {
  interface Tables {
    tenant: TenantTable
    tenant_host: TenantHostTable
    unit: UnitTable
    role: RoleTable
    user_account: UserAccountTable
    user_role: UserRoleTable
    membership: MembershipTable
    session: SessionTable
    api_token: ApiTokenTable
  }
}
