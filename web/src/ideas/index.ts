/** 客户心声: the case page marks what a customer wishes for or suggests. */
export { MarksPanel } from './MarksPanel.tsx'
