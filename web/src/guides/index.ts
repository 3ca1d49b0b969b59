/** 客户指南: the list stands in the knowledge base; a case's page offers them where answers are written. */
export { GuideListPart } from './GuideListPart.tsx'
export { GuidesPanel } from './GuidesPanel.tsx'
