import type { Rarity } from './rarity.ts'
import { dot, readMessage, type Vector, vectorOf } from './reading.ts'

/** A topic is warned of when so many people tell it within thirty days, and the next levels. Levels as of every warning: blue … red. */
export const alarmPeople = [3, 5, 10, 20] as const
export const alarmDays = 30
export const alarmLevels = ['blue', 'yellow', 'orange', 'red'] as const
export type AlarmLevel = (typeof alarmLevels)[number]

/** Of the days before the thirty so many tell what a topic usually has. */
export const alarmPastDays = 90
const timesUsual = 2

/**
 * What is told every month as often is no news: there must be twice the messages that the ninety days before let expect.
 * @param recent messages of the last thirty days
 * @param past of the ninety days before them
 */
export const isNews = (recent: number, past: number): boolean => recent >= (timesUsual * past * alarmDays) / alarmPastDays

/** 0 for none, then 1 blue … 4 red. */
export const alarmRankOf = (people: number): number => alarmPeople.filter((least) => people >= least).length

/**
 * What a message of the core has in common with those of other people on the average, and what they have on the mean: a few who only speak
 * alike are no matter; of many each tells it in another way. Chosen on the messages of January to May, see docs/rules/topics.md
 */
const needed = [
  { people: 20, each: 0.06, all: 0.08 },
  { people: 10, each: 0.1, all: 0.14 },
  { people: 5, each: 0.18, all: 0.22 },
  { people: 0, each: 0.2, all: 0.25 },
]
const neededOf = (people: number) => needed.find((step) => people >= step.people) ?? { each: 1, all: 1 }
/** While few messages were read, what is rare is not known well. */
const young = { messages: 300, more: 0.05 }
/** So many messages are compared, the newest. */
const mostCompared = 80

export type CoreMessage = { subject: string; text: string; person: string }
export type Core<Message> = { messages: Message[]; people: number; rank: number }

/**
 * 核心: the messages of a topic that tell one matter beyond doubt, by what is rare today. The one farthest from the others goes until all
 * that are left hold together; rank 0 where fewer than three people are left or the rest is not close enough.
 * @param messages of the last thirty days, oldest first
 */
export function coreOf<Message extends CoreMessage>(messages: readonly Message[], rarity: Rarity): Core<Message> {
  const compared = messages.slice(-mostCompared)
  const members = compared.map((message) => ({ message, vector: vectorOf(readMessage(message), rarity) }))
  let core = members
  for (;;) {
    const people = peopleOf(core)
    if (people < alarmPeople[0]) return { messages: [], people, rank: 0 }
    const { each, all } = neededOf(people)
    const commons = core.map((member) => commonOf(member, core))
    const least = Math.min(...commons)
    const enough = all + (people < 5 && rarity.documents < young.messages ? young.more : 0)
    if (least >= each && meanOf(commons) >= enough) {
      // What was not compared is of the same topic and the same days.
      const older = core.length === members.length ? messages.slice(0, -mostCompared) : []
      const whole = [...older, ...core.map(({ message }) => message)]
      const count = new Set(whole.map(({ person }) => person)).size
      return { messages: whole, people: count, rank: alarmRankOf(count) }
    }
    core = core.filter((_, at) => at !== commons.indexOf(least))
  }
}

type Member = { message: CoreMessage; vector: Vector }
const peopleOf = (members: readonly Member[]) => new Set(members.map(({ message }) => message.person)).size

/** Mean likeness to the messages of other people. */
function commonOf(member: Member, all: readonly Member[]): number {
  const others = all.filter(({ message }) => message.person !== member.message.person)
  return others.reduce((sum, other) => sum + dot(member.vector, other.vector), 0) / Math.max(1, others.length)
}

const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
