import type { UnitCode } from '../company/company.ts'

export type Owner = { unit: UnitCode; title: string; description: string }

/** By what the causes of the company are called: who acts against them, and how. */
export const against: Record<string, Owner> = {
  'people.process': {
    unit: 'installation',
    title: '派工前一小时电话确认师傅到位',
    description: '没有确认记录的工单不能派出；班长每天抽查十单。',
  },
  'people.attitude': { unit: 'repair', title: '上门服务用语培训与抽听', description: '每周抽听两通录音，不合格的当周补训。' },
  'people.skill': { unit: 'repair', title: '新师傅带教三十单后独立上门', description: '带教师傅签字，复修率高于平均的再带十单。' },
  product: { unit: 'quality', title: '出厂加测夜间噪声与密封', description: '每批抽检二十台，不合格整批返工。' },
  procedure: { unit: 'finance', title: '退款审核限一个工作日', description: '超时自动提醒财务主管，主管当天处理。' },
  information: { unit: 'marketing', title: '活动规则上线前客服会签', description: '规则页由客服逐条核对后才能上线。' },
  system: { unit: 'marketing', title: '下单页价格与结算页一致性检查', description: '每次发布自动比对一百个商品。' },
  supplier: { unit: 'logistics', title: '承运商迟到按单扣款', description: '连续两周高于平均的线路换承运商。' },
  environment: { unit: 'logistics', title: '恶劣天气前主动改约', description: '预警发布后两小时内逐单联系。' },
}
