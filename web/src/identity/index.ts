/** 账号: who signs in. Owns the pages of users, units, roles, tokens and one's own security; others choose people and units here. */
export { PersonSelect } from './PersonSelect.tsx'
export { type Person, usePeople, useUnits } from './queries.ts'
export { SignInAgain } from './SignInAgain.tsx'
export { UnitSelect } from './UnitSelect.tsx'
