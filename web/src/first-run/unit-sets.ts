import type { Language } from '../platform/index.ts'

/** 现成的部门: what a company of this kind usually has. Own proposals, to be changed in review. */
export const unitSets = ['appliance', 'power', 'telecom', 'ecommerce', 'hotline'] as const
export type UnitSet = (typeof unitSets)[number]

const chinese: Record<UnitSet, string[]> = {
  appliance: ['客服中心 / 热线组', '客服中心 / 在线组', '安装部', '维修部', '物流部', '产品质量部', '销售部', '财务部', '法务合规部'],
  power: ['客服中心 / 95598 坐席', '营业班', '抄表计量班', '配电运检班', '电费核算班', '营销部', '安全监察部'],
  telecom: ['客服中心 / 热线组', '投诉处理组', '网络维护部', '装维部', '计费部', '市场部', '政企部', '法务合规部'],
  ecommerce: ['客服中心 / 售前组', '客服中心 / 售后组', '仓储物流部', '采购部', '平台运营部', '商品质量部', '财务部'],
  hotline: ['客服中心 / 受理组', '客服中心 / 回访组', '派单督办组', '综合协调组', '质量检查组'],
}

const english: Record<UnitSet, string[]> = {
  appliance: [
    'Contact centre / Hotline',
    'Contact centre / Online',
    'Installation',
    'Repair',
    'Logistics',
    'Product quality',
    'Sales',
    'Finance',
    'Legal',
  ],
  power: ['Contact centre / Hotline', 'Customer offices', 'Metering', 'Network operation', 'Billing', 'Marketing', 'Safety'],
  telecom: ['Contact centre / Hotline', 'Complaints', 'Network', 'Field service', 'Billing', 'Marketing', 'Business customers', 'Legal'],
  ecommerce: [
    'Contact centre / Before sale',
    'Contact centre / After sale',
    'Warehouse and logistics',
    'Purchasing',
    'Platform',
    'Product quality',
    'Finance',
  ],
  hotline: ['Contact centre / Intake', 'Contact centre / Follow-up', 'Dispatch and supervision', 'Coordination', 'Quality'],
}

export const unitSetText = (set: UnitSet, language: Language) => (language === 'en' ? english : chinese)[set].join('\n')
