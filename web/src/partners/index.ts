/** 合作单位: a partner firm's part of an 8D on both sides of the wall, and the firms' scores. */
export { ReportAnswers } from './ReportAnswers.tsx'
export { ReportParts } from './ReportParts.tsx'
