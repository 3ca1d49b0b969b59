import { handlingTimeOf } from './contacts/index.ts'
import { tellDirectly } from './notifications/index.ts'
import { findingsAboutStaff, wrongAnswersOf } from './resolution/index.ts'
import { processKeptBy } from './sla/index.ts'
import type { TrainingSources } from './training/index.ts'

// Where a person's figures meet the modules that count them.

export const trainingSources: TrainingSources = { tell: tellDirectly, processKeptBy, findingsAboutStaff, wrongAnswersOf, handlingTimeOf }
