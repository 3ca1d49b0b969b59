import type { Deps } from '../platform/deps.ts'
import type { Account } from './doors.ts'

/** The address an account is called at, to be typed in at the platform. */
export async function callbackAddress({ config, database }: Deps, { tenantId, id }: Pick<Account<unknown>, 'tenantId' | 'id'>) {
  const { code } = await database.platform.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return `${config.publicUrl ?? ''}/p/${code}/channels/${id}`
}
