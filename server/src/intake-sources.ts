import { keepCorrections, knownCategories, readingsOf } from './classification/index.ts'
import type { IntakeSources } from './intake/index.ts'
import { isRespondent } from './routing/index.ts'
import { processInForce } from './sla/index.ts'

/** What intake asks of the stages behind it: which categories there are, and what the machine says of a complaint. */
export const intakeSources: IntakeSources = { knownCategories, readingsOf, keepCorrections, processInForce, isRespondent }
