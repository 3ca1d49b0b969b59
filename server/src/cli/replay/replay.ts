import { TopicWatch } from '@zhiwei/text'
import { type DatedMessage, dateOf } from './read-messages.ts'
import { SurgeWatch } from './surges.ts'

const levels = ['blue', 'yellow', 'orange', 'red'] as const
/** One line of the answer; dates as they are written in the file. */
export type ReplayAlarm = {
  raisedOn: string
  kind: 'topic' | 'surge'
  key: string
  title: string
  level: (typeof levels)[number]
  firstMessageOn: string
  messageIds: string[]
}

/** So much of a surge being one topic that was told of makes it no news. */
const knownShare = 0.5

/** 预警回放: day after day, with nothing known of a later one; alarms in the order in which they are raised. */
export function* replay(messages: readonly DatedMessage[]): Generator<ReplayAlarm> {
  const topics = new TopicWatch()
  const surges = new SurgeWatch()
  const told = new Set<string>()
  for (const [day, ofDay] of Map.groupBy(messages, (message) => message.day)) {
    const raisedOn = dateOf(day)
    for (const { key, title, level, firstDay, messageIds } of topics.endOfDay(day, ofDay)) {
      for (const id of messageIds) told.add(id)
      yield { raisedOn, kind: 'topic', key: `topic:${key}`, title, level, firstMessageOn: dateOf(firstDay), messageIds }
    }
    for (const { key, title, rank, firstDay, messageIds } of surges.endOfDay(day, ofDay)) {
      if (messageIds.filter((id) => told.has(id)).length >= messageIds.length * knownShare) continue
      yield { raisedOn, kind: 'surge', key, title, level: levels[rank - 1] ?? 'blue', firstMessageOn: dateOf(firstDay), messageIds }
    }
  }
}
