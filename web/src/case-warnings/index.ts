/** 工单预警: risk list, group complaints, rules of cases. The case page shows the outlook. */
export { OutlookPanel } from './OutlookPanel.tsx'
