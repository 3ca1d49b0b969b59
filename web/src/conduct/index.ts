/** 行为限制与人员防护: what staff may do while a restriction is in force, shown on the case, the customer and at registration; and protection of threatened staff. */
export { CaseConductNotice } from './CaseConductNotice.tsx'
export { CustomerConductLink } from './CustomerConductLink.tsx'
export { ProtectButton } from './ProtectButton.tsx'
export { RestrictionNotices } from './RestrictionNotices.tsx'
