/** 改进: causes drawn, actions proven, 8D; other pages lead here. */

export { ImproveLinks } from './ImproveLinks.tsx'
export { ImprovementTabs } from './Tabs.tsx'
