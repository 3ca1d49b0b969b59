import type { Permission } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useSession } from '../../platform/session.ts'
import { NoPermission } from '../NoPermission.tsx'

/** The page, for those who have one of the permissions; the server checks again. */
export function RequirePermission({ anyOf, children }: { anyOf: readonly Permission[]; children: ReactNode }) {
  const { permissions } = useSession()
  return anyOf.some((permission) => permissions.includes(permission)) ? children : <NoPermission />
}
