/** 画像: the customer page shows what is known of a customer, the case page what satisfied them before. */
export { PortraitCard } from './PortraitCard.tsx'
export { PortraitHint } from './PortraitHint.tsx'
export { ProposalPanel } from './ProposalPanel.tsx'
