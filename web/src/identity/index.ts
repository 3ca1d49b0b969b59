/** 账号: who signs in. Owns the pages of users, units, roles, tokens and one's own security; others choose people and units here. */
export { PassOn } from './PassOn.tsx'
export { PersonSelect } from './PersonSelect.tsx'
export { type Person, usePeople, useUnits } from './queries.ts'
export { useRoles } from './roles/queries.ts'
export { ShownOnce } from './ShownOnce.tsx'
export { SignInAgain } from './SignInAgain.tsx'
export { UnitSelect } from './UnitSelect.tsx'
