import { openFeed } from './cases/index.ts'
import { seedCategories } from './classification/index.ts'
import type { Furnish } from './identity/index.ts'
import { seedCauses } from './improvement/index.ts'
import { addStarterSet } from './knowledge/index.ts'
import { seedAuthority } from './resolution/index.ts'
import { seedCalendars, seedProcess } from './sla/index.ts'
import { seedCaseRules } from './warning/index.ts'
import { seedEscalationRules } from './workflow/index.ts'

/** What every new tenant begins with: an empty feed, starting categories, the cause catalogue, the working calendar, the company's own time limits. */
export const furnishTenant: Furnish = async (tx, tenantId, now) => {
  await openFeed(tx, tenantId)
  await seedCategories(tx, tenantId)
  await seedCauses(tx, tenantId)
  await seedCalendars(tx, tenantId, now)
  await seedProcess(tx, tenantId, now)
  await seedEscalationRules(tx, tenantId, now)
  await seedAuthority(tx, tenantId)
  await seedCaseRules(tx, tenantId, now)
  await addStarterSet(tx, tenantId, now)
}
