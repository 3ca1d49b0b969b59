export { lockReport, mayEdit, openReport } from './keep.ts'
export { eightDRoutes } from './routes.ts'
export { visibleReports } from './visible.ts'
