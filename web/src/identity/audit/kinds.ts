/** What the record tells of, grouped for choosing; a kind not listed here is shown by its code. */
export const auditKinds: Record<string, string[]> = {
  signIn: [
    'session.started',
    'session.failed',
    'session.ended',
    'account.locked',
    'password.changed',
    'secondFactor.switchedOn',
    'secondFactor.switchedOff',
    'secondFactor.recoveryCodeUsed',
  ],
  people: ['user.created', 'user.changed', 'user.reset', 'unit.created', 'unit.changed', 'role.created', 'role.changed', 'role.deleted'],
  access: ['token.made', 'token.revoked', 'tenant.made'],
  customers: ['customer.created', 'customer.changed', 'customer.merged', 'customer.revealed'],
  authority: [
    'authorityLimit.made',
    'authorityLimit.ended',
    'authoritySettings.changed',
    'deputy.named',
    'deputy.ended',
    'paymentBatch.made',
    'paymentBatch.revealed',
  ],
  catalogues: ['category.added', 'category.changed', 'cause.added', 'cause.changed'],
  processes: ['process.drafted', 'process.changed', 'process.published', 'process.recalled', 'process.dropped'],
}
