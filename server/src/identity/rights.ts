import { type Permission, permissions } from '@zhiwei/contract'

/** What a role gives, as far as rights go. */
export type HeldRole = { code: string; permissions: readonly Permission[]; remedy_limit_fen: number }

/** 管理员: has every permission, also those that only a newer version of the program knows; nobody can change it. */
export const administratorCode = 'administrator'

const known: ReadonlySet<string> = new Set(permissions)

/** Permissions of all roles together; what no version knows any more counts nothing. */
export function permissionsOf(roles: readonly HeldRole[]): Set<Permission> {
  if (roles.some((role) => role.code === administratorCode)) return new Set(permissions)
  return new Set(roles.flatMap((role) => role.permissions).filter((permission) => known.has(permission)))
}

/** 授权额度 in fen: the highest of all roles. */
export const remedyLimitFenOf = (roles: readonly HeldRole[]) => Math.max(0, ...roles.map((role) => role.remedy_limit_fen))

/** What an API token may do: what it was given, as far as its creator still has it. */
export const tokenPermissionsOf = (given: readonly Permission[], creators: ReadonlySet<Permission>) =>
  new Set(given.filter((permission) => creators.has(permission)))

/** The wanted permissions that a person lacks and therefore cannot give away. */
export const beyond = (held: ReadonlySet<Permission>, wanted: Iterable<Permission>) =>
  [...wanted].filter((permission) => !held.has(permission))
