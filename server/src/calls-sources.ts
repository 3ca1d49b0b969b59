import { caseSourcesOf, casesForCustomers } from './case-sources.ts'
import type { CallSources, CallStory } from './channels/calls/index.ts'
import { storeContacts } from './contacts/index.ts'
import { contactSources } from './contacts-sources.ts'
import { intakeSources } from './intake-sources.ts'
import type { Deps } from './platform/deps.ts'
import { groupsInUse } from './routing/index.ts'

// Where calls meet the contacts, the skill groups and the customers' cases they may not import.

export const callSources: CallSources = {
  intake: intakeSources,
  storeContact: async (act, contact) => (await storeContacts(act, [contact], contactSources))[0]?.id ?? null,
  skillGroups: groupsInUse,
}

export const callStoryOf = (deps: Deps): CallStory => ({
  ...callSources,
  casesOfCustomers: casesForCustomers(deps, caseSourcesOf(deps)),
})
