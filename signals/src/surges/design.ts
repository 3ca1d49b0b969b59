/** How often a series is counted. */
export type Frequency = 'hour' | 'day' | 'week'

/**
 * What is known about the periods of a series before anything is counted.
 * @property startsOn date of the first period, YYYY-MM-DD, in hours YYYY-MM-DDTHH (local); left out: a Sunday, in weeks a year of 52
 * @property dayClasses what kind of period each is (节假日、调休、已知高峰): null an ordinary one, `off` a public holiday, `makeUp` a weekend day worked
 *   instead (补班), anything else a kind of its own; what follows a colon is a kind within the kind (`off:春节`, `peak:3·15`)
 * @property exposure customers, orders or meters at risk a period, where known: counts are then judged per exposure
 * @property knownEffects what a kind multiplies the count by when history has not shown it yet (双11: 2.5)
 */
export type Calendar = {
  frequency: Frequency
  startsOn?: string
  dayClasses?: readonly (string | null)[]
  exposure?: readonly number[]
  knownEffects?: Readonly<Record<string, number>>
}

/** One kind of known effect (星期、小时、节假日): which level each period has, and how far levels may lie apart. */
export type Axis = { levelOf: Uint8Array; levels: number; priorSd: number; centres: Float64Array }

/** The regressors of a series of that length: axes of known effects, and trend and season by stretches. */
export type Design = {
  length: number
  axes: Axis[]
  exposure: Float64Array | null
  stretchOf: Uint16Array
  stretches: number
  columns: number
  rows: Float64Array
  priorSd: Float64Array
  rowAt: (period: number) => Float64Array
}

const periodsADay = { hour: 24, day: 1, week: 1 / 7 } as const
const stretchLength = { hour: 24, day: 7, week: 1 } as const
const yearDays = 365.25
/** How far each slow effect is believed to go before anything is seen, on the log scale: level, a year's trend, the two waves of the year. */
const slowPriorSd = [2, 0.25, 0.4, 0.4, 0.2, 0.2] as const
/** The same while less than a year was seen: a wave that has not come round yet is not drawn from its first slope. */
const youngPriorSd = [2, 0.25, 0.25, 0.25, 0.05, 0.05] as const
/** Of weeks the waves are held back less: a bar that falls with the history answers for what they take from a first slope. */
const youngWeekPriorSd = [2, 0.25, 0.4, 0.4, 0.1, 0.1] as const
export const waves = 2

/** The design of a series of `length` periods, to be used again for every series of the same calendar. */
export function designOf(calendar: Calendar, length: number): Design {
  const { frequency, startsOn, exposure } = calendar
  // Without a date nothing is known of the year but that it has 52 weeks.
  const year = frequency === 'week' && !startsOn ? 52 : yearDays * periodsADay[frequency]
  const columns = slowPriorSd.length
  const fill = (row: Float64Array, offset: number, period: number) => {
    row[offset] = 1
    // Years before the last period: the level is then that of today.
    row[offset + 1] = (period - length + 1) / year
    for (let wave = 1; wave <= waves; wave++) {
      const angle = (2 * Math.PI * wave * period) / year
      row[offset + 2 * wave] = Math.cos(angle)
      row[offset + 2 * wave + 1] = Math.sin(angle)
    }
  }
  const stretch = stretchLength[frequency]
  const stretches = Math.ceil(length / stretch)
  const rows = new Float64Array(stretches * columns)
  const stretchOf = new Uint16Array(length)
  // Counted from the end, so that the last stretch is whole.
  for (let period = 0; period < length; period++) stretchOf[period] = stretches - 1 - Math.floor((length - 1 - period) / stretch)
  for (let at = 0; at < stretches; at++) fill(rows, at * columns, length - 1 - (stretches - 1 - at) * stretch - (stretch - 1) / 2)
  return {
    length,
    axes: axesOf(calendar, length),
    exposure: exposure ? exposureOf(exposure, length) : null,
    stretchOf,
    stretches,
    columns,
    rows,
    priorSd: Float64Array.from(length >= 1.1 * year ? slowPriorSd : frequency === 'week' ? youngWeekPriorSd : youngPriorSd),
    rowAt: (period) => {
      const row = new Float64Array(columns)
      fill(row, 0, period)
      return row
    },
  }
}

function exposureOf(exposure: readonly number[], length: number): Float64Array {
  const mean = exposure.slice(0, length).reduce((sum, value) => sum + value, 0) / length
  return Float64Array.from({ length }, (_, at) => Math.max(1e-9, (exposure[at] ?? mean) / (mean || 1)))
}

const sunday = 0
const wednesday = 3

function axesOf({ frequency, startsOn, dayClasses, knownEffects }: Calendar, length: number): Axis[] {
  const kinds = Array.from({ length }, (_, at) => dayClasses?.[at] ?? null)
  const groups = kinds.map((kind) => kind?.split(':')[0] ?? null)
  const axes: Axis[] = []
  if (frequency !== 'week') {
    const firstHour = startsOn
      ? Date.parse(startsOn.length > 10 ? `${startsOn.slice(0, 13)}:00:00Z` : `${startsOn}T00:00:00Z`) / 3_600_000
      : 72
    const hourAt = (at: number) => firstHour + at * (frequency === 'hour' ? 1 : 24)
    const weekdays = groups.map((group, at) => {
      // A holiday is first of all a Sunday, a make-up day a day in the middle of the week; their own effect comes on top.
      if (group === 'off') return sunday
      if (group === 'makeUp') return wednesday
      return (((Math.floor(hourAt(at) / 24) + 4) % 7) + 7) % 7
    })
    axes.push(axis(weekdays, 7, 0.6))
    if (frequency === 'hour') {
      // Working days and others have days of different shape.
      const hours = weekdays.map((weekday, at) => (weekday === 0 || weekday === 6 ? 24 : 0) + (((hourAt(at) % 24) + 24) % 24))
      axes.push(axis(hours, 48, 1.2))
    }
  }
  const named = (names: (string | null)[], priorSd: number, known: Readonly<Record<string, number>>) => {
    const list = [null, ...new Set(names.filter((name) => name !== null))]
    if (list.length === 1) return
    const levels = new Map(list.map((name, level) => [name, level]))
    const centres = list.map((name) => (name === null ? 1 : (known[name] ?? 1)))
    axes.push(
      axis(
        names.map((name) => levels.get(name) ?? 0),
        list.length,
        priorSd,
        centres,
      ),
    )
  }
  named(groups, 0.5, Object.fromEntries(Object.entries(knownEffects ?? {}).filter(([kind]) => !kind.includes(':'))))
  if (kinds.some((kind) => kind?.includes(':')))
    named(kinds, 0.25, Object.fromEntries(Object.entries(knownEffects ?? {}).filter(([kind]) => kind.includes(':'))))
  return axes
}

function axis(levels: readonly number[], count: number, priorSd: number, centres?: readonly number[]): Axis {
  return {
    levelOf: Uint8Array.from(levels),
    levels: count,
    priorSd,
    centres: Float64Array.from(centres ?? Array.from({ length: count }, () => 1)),
  }
}
