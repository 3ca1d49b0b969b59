/** 回访: call list, surveys, low scores, satisfaction. Pages beside them show the tabs here. */
export { FollowUpTabs } from './Tabs.tsx'
