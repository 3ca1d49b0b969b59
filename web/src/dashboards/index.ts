/** 看板: cards of figures under their questions. Owns the pages of dashboards; other pages of figures share its filters. */
export { DashboardFilters } from './DashboardFilters.tsx'
export { DashboardPlace, filterOf } from './place.ts'
