import { systemActor } from './cases/index.ts'
import { careFromSurvey } from './contacts/index.ts'
import { contactSources } from './contacts-sources.ts'
import { choosablePeople } from './identity/index.ts'
import { tellDirectly } from './notifications/index.ts'
import type { SurveySources } from './surveys/index.ts'
import { callListOf, peopleCalled } from './workflow/index.ts'

// Where follow-ups meet the working calendars, the notices and the care tasks they may not import.

export const surveySources: SurveySources = {
  workingDueAt: contactSources.workingDueAt,
  tell: tellDirectly,
  async lowScoreDeciders(tx, tenantId, unitId, at) {
    const deciding = ['surveys:read', 'cases:reopen', 'cases:read'] as const
    const may = await Promise.all(deciding.map((permission) => choosablePeople(tx, systemActor(tenantId), { permission })))
    const all = (may[0] ?? []).map(({ id }) => id).filter((id) => may.every((people) => people.some((person) => person.id === id)))
    const called = peopleCalled(await callListOf(tx, tenantId), unitId, 1, at).userIds
    return { called: called.filter((id) => all.includes(id)), all }
  },
  careFor: (act, unhappy) => careFromSurvey(act, unhappy, contactSources),
}
