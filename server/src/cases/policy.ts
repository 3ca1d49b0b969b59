import type { Permission } from '@zhiwei/contract'
import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { Tables } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { type Case, missingFor, type StepName, steps } from './lifecycle.ts'

/** Sees every case of the tenant; else only those that came to one's own unit as lead or co-handler. */
export const seesAll = (actor: Actor) => actor.permissions.has('cases:read') || actor.userId === null

/** The same decision as an SQL filter on complaint_case, for lists and look-ups. */
export const visibleCases =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'complaint_case'>): ExpressionWrapper<Tables, 'complaint_case', SqlBool> => {
    if (seesAll(actor)) return eb.and([])
    if (!actor.permissions.has('cases:readUnit') || actor.unitId === null) return eb.or([])
    const unitId = actor.unitId
    // The unit's tasks are looked up once and not for each case, so that the unit's index stays of use beside them.
    const coHandled = sql<string>`any(array(select case_id from task where tenant_id = ${actor.tenantId} and unit_id = ${unitId}))`
    return eb.or([eb('complaint_case.unit_id', '=', unitId), eb('complaint_case.id', '=', coHandled)])
  }

// Steps that belong to the unit that has the case: its own people, or those who may assign work (班长).
const unitSteps: readonly StepName[] = ['receipts', 'sendBacks', 'returns', 'transfers', 'supervisionAnswers']

/** May this person take this step on this case, as far as roles and the person's part in it go? */
export function mayAct(actor: Actor, name: StepName, complaintCase: Case): boolean {
  if (!actor.permissions.has(steps[name].permission)) return false
  if (!unitSteps.includes(name)) return true
  return complaintCase.unit_id === null || actor.unitId === complaintCase.unit_id || actor.permissions.has('cases:assign')
}

// What the form of an act brings itself; the forms of a return and a closure excuse open tasks.
const suppliedByForm = ['category', 'customerTold', 'finding', 'findingOrRemedy']
const suppliedExcusing = [...suppliedByForm, 'openTasks']

/**
 * The answers of the table and the policy as the web gets them: `can`. What the form itself supplies is not counted as missing, and nothing
 * is missing where the act is not this person's anyway.
 */
export function canOf(actor: Actor, complaintCase: Case) {
  return Object.fromEntries(
    (Object.keys(steps) as StepName[]).map((name) => {
      if (!mayAct(actor, name, complaintCase)) return [name, { allowed: false, missing: [] }]
      const supplied = name === 'returns' || name === 'closure' ? suppliedExcusing : suppliedByForm
      const missing = missingFor(name, complaintCase, { exemption: true }).filter((code) => !supplied.includes(code))
      return [name, { allowed: missing.length === 0, missing }]
    }),
  )
}

export const permits = (actor: Actor, permission: Permission) => actor.permissions.has(permission)
