import { askForCare, cancelCare } from './contacts/index.ts'
import { contactSources } from './contacts-sources.ts'
import type { IdeaSources } from './ideas/index.ts'
import { tellDirectly } from './notifications/index.ts'

// Where ideas meet the care tasks and the notices they may not import.

export const ideaSources: IdeaSources = {
  tell: tellDirectly,
  cancelCare,
  askForCare: (act, asked) => askForCare(act, asked, contactSources),
}
