// 回调: complaints other systems send in, signed, and what other systems are told of cases, signed, in the order of the feed. Owns the addresses,
// their secrets and the log of both directions.
export { forgetWebhookLog } from './log.ts'
export { addWebhookIn, addWebhookOut, changeWebhookOut } from './manage.ts'
export { rotateWebhookKeys } from './rotate-keys.ts'
export { webhookRoutes } from './routes.ts'
export { deliverWebhooks } from './send.ts'

import './tables.ts'
