// Who may do what: tenants (企业), units (部门), people with roles (角色), sessions, API tokens, passwords and the second factor.
// Owns the tables of migration 0002 (but audit_record), tenant and tenant_host.
// Names and rights are asked here; nothing here knows a complaint.
export { hashPassword } from './passwords/hash.ts'
export { can } from './policy.ts'
export { identityRoutes } from './routes.ts'
export { rotateSecondFactorKeys } from './second-factor/rotate-keys.ts'
export { authenticatorOf, credentialOf, type SignedIn, sessionOf } from './sign-in/authenticate.ts'
export { forgetCredentials } from './sign-in/credential-cache.ts'
export { expireSessions } from './sign-in/sessions.ts'
export { makeAdministrator, resetAdministrator } from './tenants/administrators.ts'
export { firstStart } from './tenants/first-start.ts'
export { bindHost } from './tenants/hosts.ts'
export { type Furnish, insertTenant, makeTenant, type NewTenant } from './tenants/make-tenant.ts'
export { addMembership } from './tenants/memberships.ts'
export { checkSecretKey, rememberSecretKey } from './tenants/secret-key.ts'
export { activeUnit, findUnits, unitNamesOf } from './units/units.ts'
export { insertUser, type NewUser } from './users/create-user.ts'
export { activePerson, choosablePeople, personNamesOf } from './users/people.ts'
