import { knownCategories, readingsOf, speakerFor } from './classification/index.ts'
import type { ContactSources } from './contacts/index.ts'
import { tellDirectly } from './notifications/index.ts'
import { addWorking } from './sla/calendar/index.ts'
import { calendarOf } from './sla/index.ts'
import { noteContacts, raiseWarnings } from './warning/index.ts'

// Where contacts meet the text engine, the working calendars, the warnings and the notices they may not import.

export const contactSources: ContactSources = {
  readerFor: speakerFor,
  readingsOf,
  knownCategories,
  workingDueAt: async (tx, tenantId, { unitId, startedAt, minutes }) =>
    addWorking(await calendarOf(tx, tenantId, unitId), startedAt, minutes, 'minute').at,
  raiseWarnings,
  verdictsChanged: noteContacts,
  tell: tellDirectly,
}
