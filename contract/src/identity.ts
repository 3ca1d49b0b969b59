import { z } from 'zod'
import { UnitKind } from './codes.ts'
import { Permission } from './permissions.ts'
import { Id, Instant, line, listOf, PageQuery, Version } from './primitives.ts'

export const Username = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._@-]{2,60}$/u)
/** Length and a block list, nothing else (NIST SP 800-63B-4). */
export const Password = z.string().min(12).max(200)

export const SignIn = z.strictObject({
  username: z.string().max(60),
  password: z.string().max(200),
  tenant: z.string().max(60).optional(),
  /** TOTP or recovery code, when the account has a second factor. */
  code: z.string().max(20).optional(),
})
export const Session = z.object({
  user: z.object({
    id: Id,
    username: z.string(),
    name: z.string(),
    unit: z.object({ id: Id, name: z.string(), kind: UnitKind }).nullable(),
    secondFactor: z.boolean(),
  }),
  tenant: z.object({ id: Id, code: z.string(), name: z.string(), zone: z.string(), demo: z.boolean() }),
  /** Tenants the person may switch to. */
  tenants: z.array(z.object({ code: z.string(), name: z.string() })),
  roles: z.array(z.string()),
  permissions: z.array(Permission),
  /** Of a partner firm (合作单位): has no notices in the app, and sees nothing of how the company works. */
  partner: z.boolean(),
  expiresAt: Instant,
})
export const SwitchTenant = z.strictObject({ tenant: z.string().max(60) })
export const PasswordChange = z.strictObject({ current: z.string().max(200), password: Password })
export const SecondFactorStart = z.object({ secret: z.string(), uri: z.string() })
export const SecondFactorConfirm = z.strictObject({ code: z.string().max(20) })
export const SecondFactorOn = z.object({ recoveryCodes: z.array(z.string()) })

export const User = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  unitId: Id.nullable(),
  unitName: z.string().nullable(),
  roles: z.array(z.object({ id: Id, code: z.string(), name: z.string() })),
  active: z.boolean(),
  secondFactor: z.boolean(),
  lockedUntil: Instant.nullable(),
  lastSignInAt: Instant.nullable(),
  version: z.number().int(),
})
export const UserList = listOf(User)
export const UserListQuery = PageQuery.extend({
  q: z.string().max(60).optional(),
  unitId: Id.optional(),
  active: z.enum(['true', 'false']).optional(),
})
export const UserInput = z.strictObject({
  username: Username,
  name: line(60),
  password: Password,
  unitId: Id.nullable().default(null),
  roleIds: z.array(Id).max(20),
})
export const UserChange = z.strictObject({
  name: line(60).optional(),
  unitId: Id.nullable().optional(),
  roleIds: z.array(Id).max(20).optional(),
  active: z.boolean().optional(),
  password: Password.optional(),
  /** Ends the lock-out, or switches the second factor off for someone who lost the phone. */
  unlock: z.boolean().optional(),
  dropSecondFactor: z.boolean().optional(),
  version: Version,
})

export const Unit = z.object({
  id: Id,
  parentId: Id.nullable(),
  code: z.string(),
  name: z.string(),
  kind: UnitKind,
  active: z.boolean(),
  userCount: z.number().int(),
  version: z.number().int(),
})
export const UnitRows = listOf(Unit)
export const UnitInput = z.strictObject({ parentId: Id.nullable().default(null), code: line(40), name: line(60), kind: UnitKind })
export const UnitChange = z.strictObject({
  parentId: Id.nullable().optional(),
  name: line(60).optional(),
  kind: UnitKind.optional(),
  active: z.boolean().optional(),
  version: Version,
})

export const Role = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  permissions: z.array(Permission),
  shipped: z.boolean(),
  remedyLimitFen: z.number().int(),
  userCount: z.number().int(),
  version: z.number().int(),
})
export const RoleRows = listOf(Role)
export const RoleInput = z.strictObject({
  code: line(40),
  name: line(60),
  permissions: z.array(Permission),
  remedyLimitFen: z.number().int().min(0).default(0),
})
export const RoleChange = z.strictObject({
  name: line(60).optional(),
  permissions: z.array(Permission).optional(),
  remedyLimitFen: z.number().int().min(0).optional(),
  version: Version,
})

export const TokenInput = z.strictObject({ name: line(60), permissions: z.array(Permission).min(1), expiresAt: Instant.optional() })
export const TokenRow = z.object({
  id: Id,
  name: z.string(),
  permissions: z.array(Permission),
  createdAt: Instant,
  createdBy: z.string(),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
export const TokenRows = listOf(TokenRow)
export const TokenMade = TokenRow.extend({ token: z.string() })

/** People one may choose from (agents, handlers); what each may do is for those who manage users, others get none. */
export const PersonRows = listOf(
  z.object({ id: Id, name: z.string(), unitId: Id.nullable(), unitName: z.string().nullable(), permissions: z.array(Permission) }),
)

export const AuditRow = z.object({
  id: Id,
  at: Instant,
  kind: z.string(),
  by: z.string().nullable(),
  subject: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
})
export const AuditList = listOf(AuditRow)
/** From `from` on and before `to`. */
export const AuditListQuery = PageQuery.extend({ kind: z.string().max(60).optional(), from: Instant.optional(), to: Instant.optional() })

export type Session = z.infer<typeof Session>
export type User = z.infer<typeof User>
export type Unit = z.infer<typeof Unit>
export type Role = z.infer<typeof Role>
export type TokenRow = z.infer<typeof TokenRow>
export type AuditRow = z.infer<typeof AuditRow>
