import type { WeeklySeries } from './weekly-series.ts'

/**
 * How good a method was on simulated series.
 * @property fpr share of judged weeks with an alarm in the series without their current outbreak  @property pod share of outbreaks with an alarm in
 *   any of their weeks, `firstWeekPod` in the first  @property sensitivity share of outbreak weeks with an alarm, @property specificity of the other
 *   weeks without one, @property ppv of alarms in outbreak weeks; of the series with their outbreak, all weeks together
 */
export type Measures = {
  fpr: number
  pod: number
  firstWeekPod: number
  sensitivity: number
  specificity: number
  ppv: number
  f1: number
}

type Tally = Record<
  'quietWeeks' | 'quietAlarms' | 'outbreaks' | 'found' | 'foundFirst' | 'hit' | 'missed' | 'wrong' | 'rightlyQuiet',
  number
>

export const emptyTally = (): Tally => ({
  quietWeeks: 0,
  quietAlarms: 0,
  outbreaks: 0,
  found: 0,
  foundFirst: 0,
  hit: 0,
  missed: 0,
  wrong: 0,
  rightlyQuiet: 0,
})

/**
 * Counts one series in.
 * @param quiet alarms of the judged weeks without the current outbreak, `alarms` with it; `from` the first judged week
 */
export function addSeries(tally: Tally, { outbreak }: WeeklySeries, from: number, quiet: readonly boolean[], alarms: readonly boolean[]) {
  tally.quietWeeks += quiet.length
  tally.quietAlarms += quiet.filter(Boolean).length
  let found = false
  let first = true
  for (const [at, alarm] of alarms.entries()) {
    const isOutbreak = (outbreak[from + at] ?? 0) > 0
    if (isOutbreak) {
      if (first) {
        tally.outbreaks++
        if (alarm) tally.foundFirst++
      }
      first = false
      found ||= alarm
    }
    tally[isOutbreak ? (alarm ? 'hit' : 'missed') : alarm ? 'wrong' : 'rightlyQuiet']++
  }
  if (found) tally.found++
}

export function measuresOf(tally: Tally): Measures {
  const sensitivity = tally.hit / (tally.hit + tally.missed)
  const ppv = tally.hit / Math.max(1, tally.hit + tally.wrong)
  return {
    fpr: tally.quietAlarms / tally.quietWeeks,
    pod: tally.found / tally.outbreaks,
    firstWeekPod: tally.foundFirst / tally.outbreaks,
    sensitivity,
    specificity: tally.rightlyQuiet / (tally.rightlyQuiet + tally.wrong),
    ppv,
    f1: (2 * sensitivity * ppv) / Math.max(1e-9, sensitivity + ppv),
  }
}
