import { type AlarmLevel, alarmDays, alarmLevels, alarmPastDays, alarmRankOf, coreOf, isNews } from './alarms.ts'
import { TopicStream } from './stream.ts'
import { titleOfSubjects } from './titles.ts'

export type WatchedMessage = { id: string; day: number; subject: string; text: string; person?: string }
export type TopicAlarm = { key: string; title: string; level: AlarmLevel; firstDay: number; messageIds: string[]; people: number }

type Member = { id: string; day: number; person: string; subject: string; text: string }
type Watched = { members: Member[]; firstDay: number; rank: number; changed: boolean }

/** Messages a topic remembers to say what made its alarm. */
const mostMembers = 400

/** 话题预警 over dated messages, day by day: nothing of a later day is known. A matter is told again only at a higher level. */
export class TopicWatch {
  readonly #stream = new TopicStream()
  readonly #topics = new Map<string, Watched>()

  /** All messages of a day, in their order; answers the alarms at its end. */
  endOfDay(day: number, messages: readonly WatchedMessage[]): TopicAlarm[] {
    for (const message of messages) this.#take(message)
    const alarms: TopicAlarm[] = []
    for (const [id, topic] of this.#topics) {
      if (topic.changed) {
        const alarm = this.#alarmOf(id, topic, day)
        if (alarm) alarms.push(alarm)
      }
      topic.changed = false
      if (!this.#stream.topic(id)) this.#topics.delete(id)
    }
    return alarms
  }

  #take(message: WatchedMessage) {
    const { topicId, absorbed } = this.#stream.add(message, () => message.id)
    const topic = this.#topics.get(topicId) ?? { members: [], firstDay: message.day, rank: 0, changed: true }
    this.#topics.set(topicId, topic)
    const { id, day, person, subject, text } = message
    topic.members.push({ id, day, person: person || id, subject: subject.trim() || text.trim().slice(0, 40), text: text.slice(0, 1_000) })
    topic.changed = true
    for (const other of absorbed) {
      const from = this.#topics.get(other)
      if (!from) continue
      this.#topics.delete(other)
      topic.members.push(...from.members)
      topic.rank = Math.max(topic.rank, from.rank)
      topic.firstDay = Math.min(topic.firstDay, from.firstDay)
    }
    if (absorbed.length) topic.members.sort((a, b) => a.day - b.day)
    if (topic.members.length > mostMembers) topic.members.splice(0, topic.members.length - mostMembers)
  }

  #alarmOf(id: string, topic: Watched, day: number): TopicAlarm | undefined {
    const recent = topic.members.filter((member) => member.day > day - alarmDays)
    const past = topic.members.filter((member) => member.day <= day - alarmDays && member.day > day - alarmDays - alarmPastDays)
    if (!isNews(recent.length, past.length)) return undefined
    const possible = alarmRankOf(new Set(recent.map(({ person }) => person)).size)
    if (possible <= topic.rank || !this.#stream.topic(id)) return undefined
    const { messages, people, rank } = coreOf(recent, this.#stream.rarity)
    if (rank <= topic.rank) return undefined
    topic.rank = rank
    return {
      key: id,
      title: titleOfSubjects(messages.map(({ subject }) => subject)),
      level: alarmLevels[rank - 1] as AlarmLevel,
      firstDay: Math.min(...messages.map((member) => member.day)),
      messageIds: messages.map((member) => member.id),
      people,
    }
  }
}
