import { readFeed, sealEvents } from './cases/index.ts'
import { learnNightly } from './classification/index.ts'
import { expireSessions } from './identity/index.ts'
import { deliverNotices, forgetNotices } from './notifications/index.ts'
import type { Deps } from './platform/deps.ts'
import { fireTimers } from './platform/timers.ts'
import { forgetIdempotencyKeys } from './platform/write-once.ts'
import { reactions } from './reactions.ts'
import { approvalTimers } from './resolution/index.ts'
import { taskTimerActs } from './routing/index.ts'
import { recountAfterCalendarChange, timerActs } from './sla/index.ts'
import { tellOverdueSupervisions } from './workflow/index.ts'

/** Every N milliseconds, for each tenant, do Y: every clock-driven job of the product, on one page. */
export const schedule: { name: string; everyMs: number; run: (deps: Deps, tenantId: string) => Promise<unknown> }[] = [
  { name: 'seal events', everyMs: 500, run: sealEvents },
  { name: 'react to events', everyMs: 500, run: (deps, tenantId) => readFeed(deps, tenantId, reactions) },
  {
    name: 'fire timers',
    everyMs: 1_000,
    run: (deps, tenantId) => fireTimers(deps, tenantId, { ...timerActs(deps), ...taskTimerActs(deps), ...approvalTimers(deps) }),
  },
  { name: 'tell of overdue supervisions', everyMs: 30_000, run: tellOverdueSupervisions },
  { name: 'deliver notices', everyMs: 60_000, run: deliverNotices },
  { name: 'count clocks by a changed calendar', everyMs: 10_000, run: recountAfterCalendarChange },
  { name: 'expire sessions', everyMs: 600_000, run: expireSessions },
  { name: 'learn from the day', everyMs: 600_000, run: learnNightly },
  { name: 'forget notices', everyMs: 3_600_000, run: forgetNotices },
  { name: 'forget idempotency keys', everyMs: 600_000, run: forgetIdempotencyKeys },
]
