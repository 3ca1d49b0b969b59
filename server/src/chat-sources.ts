import type { ChatSources } from './channels/chat/index.ts'
import { receive } from './channels/index.ts'
import { speakerFor } from './classification/index.ts'
import { storeContacts } from './contacts/index.ts'
import { contactSources } from './contacts-sources.ts'
import { phrases } from './guidance/index.ts'
import { intakeSources } from './intake-sources.ts'
import { groupsInUse } from './routing/index.ts'
import { addWorking, workingBetween } from './sla/calendar/index.ts'
import { calendarOf } from './sla/index.ts'

// Where talks meet the text engine, the working calendars, the skill groups, the contacts and the intake they may not import.

const minuteMs = 60_000
const mostPhrases = 6

export const chatSources: ChatSources = {
  readerFor: speakerFor,
  hoursOf: async (tx, tenantId, unitId) => {
    const calendar = await calendarOf(tx, tenantId, unitId)
    return {
      isOpen: (at) => workingBetween(calendar, at, new Date(at.getTime() + minuteMs)).minutes > 0,
      opensAt: (at) => new Date(addWorking(calendar, at, 1, 'minute').at.getTime() - minuteMs),
    }
  },
  groupsOf: groupsInUse,
  receive: (act, incoming) => receive(act, { door: 'chat', accountId: null, ...incoming }, intakeSources),
  storeContact: async (act, contact) => (await storeContacts(act, [contact], contactSources, null, { isUnproven: true }))[0]?.id ?? null,
  phrasesFor: ({ stage, language }) =>
    phrases
      .filter(({ when }) => !when?.mindsets && !when?.emotions && (!when?.stages || when.stages.includes(stage ?? 1)))
      .slice(0, mostPhrases)
      .map(({ code, zh, en }) => ({ code, text: language === 'en' ? en : zh })),
}
