import { describe, expect, test } from 'vitest'
import { checkClaim, demandsIn, type Grant } from './claim-rules.ts'
import { removePersonal } from './remove-names.ts'
import { rankPlans } from './suggest-rules.ts'

const aGrant = (given: Partial<Grant> = {}): Grant => ({
  id: 'a',
  kind: 'contract',
  title: '条款',
  clause: '',
  law: null,
  tiers: [],
  categories: [],
  products: [],
  remedy: 'refund',
  maxFen: null,
  withinDays: null,
  conditions: [],
  ...given,
})
const facts = { category: 'aftersales.refund', product: '云岚空调 KFR-35', tier: 'ordinary' as const }
const check = (grants: Grant[], daysSince: number | null = null, amountFen: number | null = 10_000) =>
  checkClaim([{ remedy: 'refund', amountFen }], facts, { daysSince, answers: [] }, grants)[0]

describe('claim check (诉求核对)', () => {
  test.each([
    ['a clause without figure grants it whole', aGrant(), 3, 'founded', ['grants']],
    ['up to its figure', aGrant({ maxFen: 3_000 }), 3, 'partly', ['aboveMax']],
    ['exactly its figure is whole', aGrant({ maxFen: 10_000 }), 3, 'founded', ['grants']],
    ['the last day counts', aGrant({ withinDays: 7 }), 7, 'founded', ['grants']],
    ['a day too late', aGrant({ withinDays: 7 }), 8, 'unfounded', ['tooLate']],
    ['days nobody knows', aGrant({ withinDays: 7 }), null, 'open', ['daysUnknown']],
    ['a condition nobody answered', aGrant({ conditions: ['完好'] }), 3, 'open', ['conditionOpen']],
    ['of another tier', aGrant({ tiers: ['vip'] }), 3, 'unfounded', ['otherTier']],
    ['another remedy', aGrant({ remedy: 'repair' }), 3, 'unfounded', ['otherRemedy']],
  ] as const)('%s', (_name, grant, days, verdict, reasons) => {
    expect(check([grant], days)).toMatchObject({ verdict, clauses: [{ reasons }] })
  })

  test('clauses of other categories and products are not spoken of; of several the best counts', () => {
    expect(check([aGrant({ categories: ['delivery'] }), aGrant({ products: ['净屿洗衣机'] })])).toMatchObject({
      verdict: 'unfounded',
      clauses: [],
    })
    const both = [aGrant({ maxFen: 1_000 }), aGrant({ id: 'b', maxFen: 5_000, categories: ['aftersales'], products: ['空调'] })]
    expect(check(both)).toMatchObject({ verdict: 'partly', grantedFen: 5_000, clauses: [{ entitlementId: 'b' }, { entitlementId: 'a' }] })
  })

  test('what is demanded is read from its words', () => {
    expect(demandsIn('要求换一台新的，赔偿误工费，并道歉', 5_000)).toEqual([
      { remedy: 'compensation', amountFen: 5_000 },
      { remedy: 'replacement', amountFen: null },
      { remedy: 'apology', amountFen: null },
    ])
    expect(demandsIn('什么时候能到', null)).toEqual([])
  })
})

describe('taking personal data out of a case (去除个人信息)', () => {
  const names = { customer: ['诸葛小明'], staff: ['金大海'] }
  test.each([
    ['客户诸葛小明来电', '客户客户来电'],
    ['承办人金大海已上门', '承办人工作人员已上门'],
    ['欧阳女士和李先生都在场', '客户和客户都在场'],
    ['王**电话139****1234', '客户电话（略）'],
    ['张师傅迟到，请换师傅', '师傅迟到，请换师傅'],
    ['我叫陈静，冰箱不制冷', '我叫（姓名略），冰箱不制冷'],
    ['先生您好，女士优先', '先生您好，女士优先'],
    ['订单号 2026112200012345 未发货', '订单号 （编号略） 未发货'],
    ['冰箱不制冷，用了三天', '冰箱不制冷，用了三天'],
  ])('%s', (text, without) => {
    expect(removePersonal(text, names)).toBe(without)
  })
})

describe('which plans fit (适用预案)', () => {
  const aPlan = (name: string, categories: string[], words: string[] = []) => ({
    name,
    categories,
    words,
    causes: [],
    body: name,
    tokens: [],
  })
  test('the same category before the same branch, words before nothing, strangers not at all', () => {
    const plans = [
      aPlan('送货', ['delivery']),
      aPlan('安装', ['delivery.installation']),
      aPlan('漏电', ['quality.safety'], ['漏电', '冒烟']),
      aPlan('发票', ['price.invoice']),
    ]
    const ranked = rankPlans({ category: 'delivery.installation', cause: null, text: '装好就漏电冒烟' }, plans)
    expect(ranked.map(({ plan }) => plan.name)).toEqual(['安装', '送货', '漏电'])
    expect(ranked[2]?.reasons.words).toEqual(['漏电', '冒烟'])
  })
})
