import type { SeedNode } from '../platform/code-tree.ts'

/** The cause catalogue a tenant starts with and then edits: 人 机 料 法 环 测, and what lies outside. Source: docs/rules/categories.md */
export const startingCauses: readonly SeedNode[] = [
  { code: 'people', name: '人员', nameEn: 'People' },
  { code: 'people.skill', name: '技能不足', nameEn: 'Lack of skill' },
  { code: 'people.attitude', name: '态度', nameEn: 'Attitude' },
  { code: 'people.process', name: '未按流程', nameEn: 'Process not followed' },
  { code: 'system', name: '机器与系统', nameEn: 'Machine or system' },
  { code: 'product', name: '产品与物料', nameEn: 'Product or material' },
  { code: 'procedure', name: '流程制度', nameEn: 'Procedure or rule' },
  { code: 'environment', name: '环境与外部', nameEn: 'Environment' },
  { code: 'information', name: '信息不准', nameEn: 'Wrong information or measurement' },
  { code: 'expectation', name: '期望过高', nameEn: 'Expectation too high' },
  { code: 'customerUse', name: '客户使用', nameEn: "Customer's use" },
  { code: 'supplier', name: '第三方或供应商', nameEn: 'Third party or supplier' },
]
