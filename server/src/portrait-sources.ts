import { ideasTakenUp } from './ideas/index.ts'
import type { PortraitSources } from './portrait/index.ts'
import { authorityOf } from './resolution/index.ts'

// Where the portrait meets the authorisation limits and the ideas it may not import.

export const portraitSources: PortraitSources = {
  remainingFenOf: async (tx, actor, complaintCase, now) =>
    (await authorityOf(tx, actor.tenantId, actor.userId, complaintCase, now)).remainingFen,
  ideasTakenUp,
}
