// 渠道与对客消息: accounts of channels, what customers were told, its templates and rules.
export { CaseTold } from './CaseTold.tsx'
export { ShownToCustomer } from './portal/ShownToCustomer.tsx'
