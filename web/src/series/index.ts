/** 量的走势: counted series with their band, and what the warning of a surge shows of it. */
export { type CaseRows, CasesDrawer } from './CasesDrawer.tsx'
export { SurgePart } from './SurgePart.tsx'
