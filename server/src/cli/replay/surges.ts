import { weekSurgeOf } from '@zhiwei/signals'
import type { DatedMessage } from './read-messages.ts'

export type SurgeAlarm = { key: string; title: string; rank: number; firstDay: number; messageIds: string[] }

/** A week that chance brings less often is a surge; so many messages at least, and so many times what was to be expected. */
const chanceAtMost = 1e-3
const least = { observed: 8, ratio: 2 }
/** blue is the beginning; excess is observed less expected. */
const ranks = [
  { rank: 4, ratio: 3, excess: 50 },
  { rank: 3, ratio: 2, excess: 15 },
  { rank: 2, ratio: 2, excess: 8 },
]
/** A series that was quiet for so long may be told of anew. */
const restDays = 28
const historyDays = 91
/** Days without any message are a gap of the file; history begins after the last one. */
const gapDays = 7

type Series = { messages: DatedMessage[]; rank: number; lastAlarm: number }

/** 激增 of the whole and of each region: the last seven days against the weeks before. */
export class SurgeWatch {
  readonly #series = new Map<string, Series>()
  #firstDay: number | undefined
  #lastDay: number | undefined

  endOfDay(day: number, messages: readonly DatedMessage[]): SurgeAlarm[] {
    if (day - (this.#lastDay ?? Number.NEGATIVE_INFINITY) > gapDays) this.#firstDay = day
    this.#lastDay = day
    for (const message of messages) for (const key of ['', message.region]) this.#take(key, message)
    const alarms: SurgeAlarm[] = []
    for (const [key, series] of this.#series) {
      while ((series.messages[0]?.day ?? day) <= day - historyDays) series.messages.shift()
      if (series.messages.at(-1)?.day === day) alarms.push(...this.#alarmOf(key, series, day))
    }
    return alarms
  }

  #take(key: string, message: DatedMessage) {
    const series = this.#series.get(key) ?? { messages: [], rank: 0, lastAlarm: Number.NEGATIVE_INFINITY }
    this.#series.set(key, series)
    if (series.messages.at(-1) !== message) series.messages.push(message)
  }

  #alarmOf(key: string, series: Series, day: number): SurgeAlarm[] {
    const days = Math.min(historyDays, day - (this.#firstDay ?? day) + 1)
    const counts = new Uint32Array(days)
    for (const message of series.messages) {
      const at = days - 1 - (day - message.day)
      if (at >= 0) counts[at] = (counts[at] as number) + 1
    }
    const surge = weekSurgeOf(counts)
    if (!surge) return []
    const { observed, expected, chance } = surge
    const [ratio, excess] = [observed / expected, observed - expected]
    if (chance > chanceAtMost || observed < least.observed || ratio < least.ratio) return []
    const rank = ranks.find((step) => ratio >= step.ratio && excess >= step.excess)?.rank ?? 1
    if (day - series.lastAlarm > restDays) series.rank = 0
    series.lastAlarm = day
    if (rank <= series.rank) return []
    series.rank = rank
    const recent = series.messages.filter((message) => message.day > day - 7)
    const title = `${key || '全部'}：七天 ${observed} 件，预期 ${Math.round(expected * 10) / 10} 件`
    return [{ key: `region:${key || '*'}`, title, rank, firstDay: recent[0]?.day ?? day, messageIds: recent.map(({ id }) => id) }]
  }
}
