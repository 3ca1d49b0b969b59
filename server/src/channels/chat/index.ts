import type { Deps } from '../../platform/deps.ts'
import type { Routes } from '../../platform/http.ts'
import { liveChats } from './live.ts'
import type { ChatSources } from './sources.ts'
import { staffChatRoutes } from './staff-routes.ts'
import { visitorRoutes } from './visitor-routes.ts'

// 在线客服: owns the talks of visitors with us, who waits and who answers. A talk that is over becomes a contact, or the case it was made.
export { complainFrom } from './complain.ts'
export { setDesk } from './desk.ts'
export { chatDoor } from './door.ts'
export { staffEnds, visitorScores } from './end.ts'
export { keepAsContacts, keepChats } from './keep.ts'
export { moveChats } from './move.ts'
export { chatPage } from './page.ts'
export { staffAreHere } from './presence.ts'
export { rotateChatKeys } from './rotate-keys.ts'
export { setSettings as setChatSettings } from './settings.ts'
export { shippedSettings } from './shipped.ts'
export type { ChatSources } from './sources.ts'
export { staffSays, visitorSays } from './speak.ts'
export { takeChat } from './take.ts'
export { newVisitorToken, openChat, visitorOf } from './visitor.ts'

export function chatRoutes(routes: Routes, deps: Deps, sources: ChatSources) {
  const live = liveChats(deps)
  visitorRoutes(routes, deps, sources, live)
  staffChatRoutes(routes, deps, sources, live)
  // Windows find another process, or this one again.
  routes.addHook('preClose', async () => live.close())
}
