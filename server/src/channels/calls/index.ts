// 来电: owns the calls of the telephone system and what became of them, and whose telephone is whose. Events come in any order; what a call is
// follows from all of them. A call ends as a contact or belongs to a case.
export { newsOfCalls, setExtension } from './extensions.ts'
export { hearCall } from './hear.ts'
export { endSilentCalls } from './keep-contact.ts'
export { moveCalls } from './numbers.ts'
export { rotateCallKeys } from './rotate-keys.ts'
export { callRoutes } from './routes.ts'
export type { CallSources, CallStory } from './sources.ts'

import './tables.ts'
