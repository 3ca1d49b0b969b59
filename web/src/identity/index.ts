/** 账号: who signs in. Owns the pages of users, units, roles, tokens and one's own security. */
export { SignInAgain } from './SignInAgain.tsx'
