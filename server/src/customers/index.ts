// 客户: who complained. Owns people and organisations (customer) and their phones and e-mails (contact_point): stored once, encrypted,
// found by keyed hashes, masked in every answer. Cases stand above this module; what it shows of them is passed to its routes.
export type { CaseCount, CasesOfCustomers } from './cases-of-customers.ts'
export { changeCustomer } from './change.ts'
export { findOrMakeCustomer, findOrMakeCustomers } from './find-or-make.ts'
export { forgetCustomersWithoutCases } from './forget.ts'
export { mayReveal } from './policy.ts'
export { caseCustomerOf, customerNames, findCustomerIds, maskedCustomer } from './queries.ts'
export { type RevealField, revealedField } from './reveal.ts'
export { rotateCustomerKeys } from './rotate-keys.ts'
export { customerRoutes } from './routes.ts'
export { maskCustomerNo, phonesOf, problemOfComplainant } from './rules.ts'
