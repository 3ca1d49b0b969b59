import { signalsOfCases } from './classification/index.ts'
import type { ProtectionSources } from './conduct/index.ts'
import { planOfStarter } from './knowledge/index.ts'
import { tellDirectly } from './notifications/index.ts'
import { callListOf, peopleCalled } from './workflow/index.ts'

// Where restrictions and protection meet the signals, the on-call lists, the knowledge base and the notices they may not import.

export const conductSources: ProtectionSources = {
  tell: tellDirectly,
  signalsOf: signalsOfCases,
  async peopleToCall(tx, tenantId, unitId, levels, at) {
    const list = await callListOf(tx, tenantId)
    return [...new Set(levels.flatMap((level) => peopleCalled(list, unitId, level, at).userIds))]
  },
  async protectionPlan(tx, tenantId) {
    const plan = await planOfStarter(tx, tenantId, 'protection')
    return plan && { id: plan.id, title: plan.title, steps: plan.text.steps, script: plan.text.script }
  },
}
