/** 结论: approvals, authorisation limits, ledger and payment files. The case page shows the advice before a remedy is decided. */
export { AdvicePanel } from './AdvicePanel.tsx'
