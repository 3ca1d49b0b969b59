// 渠道: the doors customers come in by and are told through. Owns the accounts of the doors, which conversation belongs to which case, and every
// message that goes out to customers. What comes in goes to intake; a case is changed only by the acts of cases.

export { accountsOf, findAccount, keepState, noteCall, stateOf } from './accounts/accounts.ts'
export { addAccount } from './accounts/keep.ts'
export { channelCallbacks } from './callbacks.ts'
export { completeOutside } from './complete.ts'
export type { Account, DoorOf, OutgoingMessage } from './doors.ts'
export { SendRefused } from './doors.ts'
export { forgetErased } from './erase.ts'
export { fetchFromDoors } from './fetch.ts'
export type { DoorSources } from './incoming-call.ts'
export { channelJobs } from './jobs.ts'
export { deliverMessages } from './outgoing/deliver.ts'
export { queueMessage, type ToQueue } from './outgoing/queue.ts'
export { tellCustomers, toldEvents } from './outgoing/tell.ts'
export {
  addFile,
  answerStatusQuery,
  fileComplaint,
  forgetPortal,
  linkFor,
  type PortalSources,
  portalActor,
  portalJobs,
  portalPages,
  portalRoutes,
  remindUs,
  type StatusAnswer,
  type StatusQuery,
  sendMessage,
} from './portal/index.ts'
export { customerActor, type Incoming, type Received, receive } from './receive.ts'
export { rotateChannelKeys } from './rotate-keys.ts'
export { channelPages, channelRoutes } from './routes.ts'
export type { ChannelSources } from './sources.ts'
export { keepThread, openCaseOf, type Thread } from './threads.ts'
