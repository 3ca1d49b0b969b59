import type { Permission } from '@zhiwei/contract'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { beyond } from './rights.ts'

type Rights = { permissions: ReadonlySet<Permission> }

/** May this person do it to this account? Nobody rules over someone with rights they lack: a new password would hand those over. */
export const can = {
  editUser: (actor: Actor, user: Rights) => beyond(actor.permissions, user.permissions).length === 0,
  /** One's own password and second factor change only where the present password is asked for. */
  resetSignIn: (actor: Actor, user: Rights & { id: string }) => can.editUser(actor, user) && actor.userId !== user.id,
  give: (actor: Actor, permissions: Iterable<Permission>) => beyond(actor.permissions, permissions).length === 0,
}

/**
 * Nobody gives rights they lack, by role or by token.
 * @throws NOT_PERMITTED
 */
export function requireMayGive(actor: Actor, permissions: Iterable<Permission>) {
  const lacking = beyond(actor.permissions, permissions)
  if (lacking.length) throw new AppError('NOT_PERMITTED', `不能授予自己没有的权限：${lacking.join('、')}`)
}
