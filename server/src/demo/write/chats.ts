import type { Act } from '../../cases/index.ts'
import {
  complainFrom,
  newVisitorToken,
  openChat,
  setChatSettings,
  setDesk,
  shippedSettings,
  staffEnds,
  staffSays,
  takeChat,
  visitorOf,
  visitorSays,
  visitorScores,
} from '../../channels/chat/index.ts'
import { chatSources } from '../../chat-sources.ts'
import { newId } from '../../platform/ids.ts'
import { chats } from '../words/doors.ts'

type At = (minutesAgo: number, actor?: Act['actor']) => Act
const address = '127.0.0.1'

/** 在线客服: one who waits, one who is talked with, and one whose talk became a complaint and was rated. */
export async function writeChats(at: At, agent: Act['actor']) {
  const { tenantId } = agent
  // Nobody has a page open in the demo: the talks stay as they are for as long as the settings allow.
  const definition = { ...shippedSettings, isAlwaysOpen: true, staffAwaySeconds: 3_600, visitorGoneMinutes: 240, silenceAskSeconds: 3_600 }
  await setChatSettings(at(2_000), { definition, version: 0 }, chatSources)
  await setDesk(at(0, agent), { presence: 'present', capacity: 5 })

  const begin = async (minutesAgo: number, { choice, said }: { choice: 'complaint' | 'question'; said: readonly string[] }) => {
    const visitor = visitorOf(newVisitorToken(tenantId))
    const { id } = await openChat(at(minutesAgo), visitor, address, { choice, language: 'zh' }, chatSources)
    for (const text of said) await visitorSays(at(minutesAgo), visitor, { clientId: newId(), text }, chatSources)
    return { visitor, id }
  }
  const answer = async (minutesAgo: number, id: string, words: readonly string[]) => {
    await takeChat(at(minutesAgo, agent), id, chatSources)
    for (const text of words) await staffSays(at(minutesAgo, agent), id, { clientId: newId(), text })
  }

  const { complained, live, waiting } = chats
  const ended = await begin(75, complained)
  await answer(72, ended.id, complained.ours)
  await complainFrom(
    at(68, agent),
    ended.id,
    { subject: complained.subject, text: '', details: { phone: '13900004433', name: '韩志远' } },
    chatSources,
  )
  await staffEnds(at(66, agent), ended.id)
  await visitorScores(at(65), ended.visitor, complained.score)

  const talking = await begin(6, live)
  await answer(5, talking.id, live.ours)
  await visitorSays(at(1), talking.visitor, { clientId: newId(), text: live.last }, chatSources)
  await begin(3, waiting)
}
