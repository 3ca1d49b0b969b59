/** 处理流程: the written processes and how cases keep to them. Owns their pages; the case page shows the box. */

export { CaseAdherenceBox } from './CaseAdherenceBox.tsx'
export { useRequiredFields } from './use-required-fields.ts'
