import { keepFactsOfCustomer } from './analytics/index.ts'
import { type CaseSources, casesOfCustomers, countCasesOfCustomers, moveCases, systemActor } from './cases/index.ts'
import { moveCalls } from './channels/calls/index.ts'
import { moveChats } from './channels/chat/index.ts'
import { readingsOf, signalsOfCases } from './classification/index.ts'
import { moveConduct } from './conduct/index.ts'
import { moveContacts } from './contacts/index.ts'
import { type CasesOfCustomers, caseCustomerOf, customerNames, findCustomerIds, mayReveal, revealedField } from './customers/index.ts'
import { improvementPart } from './improvement/index.ts'
import type { Deps } from './platform/deps.ts'
import { AppError } from './platform/errors.ts'
import { outcomesOf, resolutionPart } from './resolution/index.ts'
import { excuseTasks, routingPart } from './routing/index.ts'
import { slaPart } from './sla/index.ts'
import { lowScoresWaiting, surveyPart } from './surveys/index.ts'
import { workflowPart } from './workflow/index.ts'

// Where modules that may not import each other are joined: what the case page shows of the stages, and what customers show of cases.

export function caseSourcesOf({ keys }: Deps): CaseSources {
  return {
    customersByPhone: (tx, tenantId, phone) => findCustomerIds(tx, keys, tenantId, phone),
    customerNames,
    caseCustomer: caseCustomerOf,
    parts: [slaPart, routingPart, workflowPart, resolutionPart, surveyPart, improvementPart],
    readingsOf,
    excuseTasks,
    outcomesOf,
    signalsOf: signalsOfCases,
    lowScoresWaiting,
    async requireReveal({ tx, actor }) {
      if (!(await mayReveal(tx, actor))) throw new AppError('NOT_PERMITTED', '合作方不能查看客户的完整信息')
    },
    revealCustomer: ({ tx, actor }, customerId, field) => revealedField(tx, keys, actor.tenantId, customerId, field),
  }
}

export function casesForCustomers({ clock, keys }: Deps, sources: CaseSources): CasesOfCustomers {
  return {
    casesOfCustomers: (tx, actor, ids, options) => casesOfCustomers(tx, actor, ids, options, clock(), sources),
    countCases: countCasesOfCustomers,
    moveCases: moveCasesWith(keys),
  }
}

/** What was a double's is the customer's, wherever it stands. */
export const moveCasesWith =
  (keys: Deps['keys']): CasesOfCustomers['moveCases'] =>
  async (tx, tenantId, from, to, now) => {
    await moveContacts(tx, tenantId, from, to, now)
    await moveConduct({ tx, keys, actor: systemActor(tenantId), now }, from, to)
    await moveCalls(tx, tenantId, from, to)
    await moveChats(tx, tenantId, from, to)
    const moved = await moveCases(tx, tenantId, from, to, now)
    await keepFactsOfCustomer(tx, tenantId, to)
    return moved
  }
