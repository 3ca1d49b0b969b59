/** 常用视图: what a page shows under a name, one's own and what the team shares; the address says what a view holds. */
export { SavedViews } from './SavedViews.tsx'
