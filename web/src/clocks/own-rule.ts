import type { ClockRule, ClockRuleDefinition, EventKind, ExtensionRule } from '@zhiwei/contract'
import { percentsOf } from './PercentsField.tsx'

/** Events a clock of one's own may start on, and those that may meet it; of others clocks are not told. */
export const startEvents = [
  'complaint.received',
  'case.accepted',
  'case.dispatched',
  'case.receipted',
  'case.returned',
  'case.answered',
] as const satisfies EventKind[]
export const endEvents = [
  'case.accepted',
  'case.messageSent',
  'case.dispatched',
  'case.receipted',
  'case.returned',
  'case.answered',
  'case.followedUp',
  'case.closed',
] as const satisfies EventKind[]

type Written = Pick<
  ClockRuleDefinition,
  'stepName' | 'regimeName' | 'duty' | 'unit' | 'endsOn' | 'suspendCauses' | 'regulators' | 'source' | 'confidence'
>
/** What the form holds; `definition.*` stands under the names the server tells errors of. */
export type OwnRuleValues = {
  definition: Partial<Written> & {
    amount?: number | null
    startsOn?: EventKind
    effectiveFrom?: string
    effectiveTo?: string
  }
  approver?: ExtensionRule['approver']
  most?: number | null
  customerTold?: boolean
  warnPercents?: string
  note: string
}

const fresh: OwnRuleValues['definition'] = {
  duty: 'company',
  unit: 'workingHour',
  startsOn: 'complaint.received',
  endsOn: ['case.answered'],
  suspendCauses: [],
  regulators: [],
  confidence: 'H',
}

export function valuesOf(rule: ClockRule | undefined): Partial<OwnRuleValues> {
  if (!rule) return { definition: fresh }
  const { extension, startsOn, effectiveFrom, effectiveTo, warnsItself, warnPercents } = rule
  return {
    definition: {
      ...rule,
      startsOn: startsOn ?? 'complaint.received',
      effectiveFrom: effectiveFrom ?? '',
      effectiveTo: effectiveTo ?? '',
    },
    ...(extension && { approver: extension.approver, most: extension.most?.amount ?? null, customerTold: extension.customerTold }),
    warnPercents: warnsItself ? warnPercents.join(' ') : '',
  }
}

/** 自定规则 as the contract wants it. @param startsText in words  @param rule the one that is changed: its names in code stay */
export function definitionOf(values: OwnRuleValues, startsText: string, rule: ClockRule | undefined): ClockRuleDefinition {
  const { approver, most, customerTold = false } = values
  const {
    stepName = '',
    regimeName = '',
    unit = null,
    amount = null,
    startsOn = null,
    effectiveFrom,
    effectiveTo,
    ...given
  } = values.definition
  const step = rule?.step ?? `r${Date.now().toString(36)}`
  return {
    code: rule?.code ?? `own.${step}`,
    regime: rule?.regime ?? 'own',
    step,
    regimeName,
    regimeNameEn: rule?.regimeName === regimeName ? rule.regimeNameEn : regimeName,
    stepName,
    stepNameEn: rule?.stepName === stepName ? rule.stepNameEn : stepName,
    duty: given.duty ?? 'company',
    amount,
    unit,
    startsOn,
    startsText,
    endsOn: given.endsOn ?? [],
    suspendCauses: given.suspendCauses ?? [],
    extension: approver && unit ? { approver, most: most ? { amount: most, unit } : null, customerTold } : null,
    source: given.source ?? '',
    confidence: given.confidence ?? 'H',
    industries: rule?.industries ?? [],
    regulators: given.regulators ?? [],
    effectiveFrom: effectiveFrom || null,
    effectiveTo: effectiveTo || null,
    byHand: rule?.byHand ?? false,
    note: rule?.note ?? '',
  }
}

/** null: those of the company. */
export const ownPercents = (text: string | undefined) => (percentsOf(text).length > 0 ? percentsOf(text) : null)
