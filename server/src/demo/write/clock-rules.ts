import type { ClockRuleDefinition } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import type { Cast } from './people.ts'

/** 云栖's own promise, beside the ten working days the 12315 platform gives a company. */
const firstCall: ClockRuleDefinition = {
  code: 'own.firstCall12315',
  regime: 'own',
  regimeName: '云栖服务承诺',
  regimeNameEn: 'Yunqi service promise',
  step: 'firstCall12315',
  stepName: '12315 转办首次回电',
  stepNameEn: 'First call on a 12315 referral',
  duty: 'company',
  amount: 8,
  unit: 'workingHour',
  startsOn: 'complaint.received',
  startsText: '收到投诉',
  endsOn: ['case.messageSent', 'case.answered'],
  suspendCauses: ['customer'],
  extension: { approver: 'cases:extend', most: { amount: 16, unit: 'workingHour' }, customerTold: false },
  source: '云栖家电客户服务承诺（演示）第 2 条',
  confidence: 'H',
  industries: [],
  regulators: ['12315'],
  effectiveFrom: null,
  effectiveTo: null,
  byHand: false,
  note: '',
}

/** 行业 of the demo company and its own 时限规则, decided when it began to work with the product. */
export async function writeClockRules(tx: Tx, tenantId: string, cast: Cast, begun: Date) {
  await tx
    .insertInto('clock_setting')
    .values({ tenant_id: tenantId, industry: 'ecommerce', industry_since: begun, warn_percents: [50, 75, 90, 100], version: 1 })
    .execute()
  const decided = { tenant_id: tenantId, version: 1, effective_from: begun, active: true, by_id: cast.personId('shen.guoqiang') }
  await tx
    .insertInto('clock_rule')
    .values({
      ...decided,
      code: firstCall.code,
      definition: JSON.stringify(firstCall),
      warn_percents: [50, 80, 100],
      note: '12315 转办的客户当天就要有人联系',
    })
    .execute()
}
