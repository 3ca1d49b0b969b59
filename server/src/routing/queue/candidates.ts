import type { Permission } from '@zhiwei/contract'
import { choosablePeople } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { CaseFacts } from './choose.ts'

const noPermissions: ReadonlySet<Permission> = new Set()

/** Who could have a case at all: people of the unit it lies with, else whoever takes complaints on. */
export const candidatesFor = (tx: Tx, tenantId: string, { unitId }: Pick<CaseFacts, 'unitId'>) =>
  choosablePeople(
    tx,
    { tenantId, permissions: noPermissions },
    unitId ? { permission: 'cases:handle', unitId } : { permission: 'cases:accept' },
  )
