import type { MeasureFigure, PeriodicReportKind, ReportLanguage } from '@zhiwei/contract'
import type { Definition, Figures, ReportFacts } from '../facts/types.ts'
import { type Change, changeOf, changeSinceBefore, isRecorded } from './compare.ts'
import { intervalText, ofText, valueText } from './figure-words.ts'
import { periodNames } from './period-words.ts'

export type Told = { facts: Pick<ReportFacts, 'knownFrom' | 'before' | 'period'>; kind: PeriodicReportKind; language: ReportLanguage }

/** One sentence a measure: its value with interval, what it was before, and what of the change may be said. */
export function sentenceOf({ facts, kind, language }: Told, figures: Figures, definition: Definition): string {
  const names = periodNames(kind, language)
  const say = language === 'zh-CN' ? chinese : english
  const { now, before, lastYear } = figures
  const told = (figure: MeasureFigure) => say.figure(figure, definition, language)
  const parts = [say.lead(language === 'zh-CN' ? definition.title.zh : definition.title.en, told(now))]
  if (now.value !== null)
    parts.push(
      say.since(names.before, told(before), changeSinceBefore(facts, figures, definition), differenceOf(now, before, definition, language)),
    )
  const yearEarlier = { from: `${Number(facts.period.from.slice(0, 4)) - 1}${facts.period.from.slice(4)}` }
  if (kind !== 'daily' && now.value !== null && isRecorded(facts, yearEarlier))
    parts.push(
      say.since(
        names.lastYear,
        told(lastYear),
        changeOf(now, lastYear, definition.moreIsBetter),
        differenceOf(now, lastYear, definition, language),
      ),
    )
  return parts.join(say.between) + say.end
}

/** How far two values lie apart: in points of a share, else in its own unit and percent. */
function differenceOf(now: MeasureFigure, before: MeasureFigure, { unit }: Definition, language: ReportLanguage): string {
  if (now.value === null || before.value === null) return ''
  const by = Math.abs(now.value - before.value)
  if (unit === 'share') return `${(by * 100).toFixed(1)} ${language === 'zh-CN' ? '个百分点' : 'points'}`
  const percent =
    before.value === 0
      ? ''
      : `${language === 'zh-CN' ? '（' : ' ('}${((by / before.value) * 100).toFixed(1)}%${language === 'zh-CN' ? '）' : ')'}`
  return `${valueText(by, unit, language)}${percent}`
}

type Say = {
  between: string
  end: string
  lead: (title: string, told: string) => string
  figure: (figure: MeasureFigure, definition: Definition, language: ReportLanguage) => string
  since: (when: string, told: string, change: Change, difference: string) => string
}

/** Between a Chinese character and a number stands a space. */
const beside = (when: string, told: string) => `${when}${/^[\d¥-]/.test(told) ? ' ' : ''}${told}`

const chinese: Say = {
  between: '；',
  end: '。',
  lead: (title, told) => `${title}：${told}`,
  figure(figure, { unit, name }, language) {
    if (figure.value === null)
      return figure.denominator ? `样本不足（${ofText(figure, name)}，不足以算${unit === 'share' ? '比率' : '数值'}）` : '没有可计的件'
    const interval = intervalText(figure, unit, language)
    const more = [
      ...(unit === 'share' || unit === 'times' ? [ofText(figure, name)] : []),
      ...(figure.p90 === null ? [] : [`九成在 ${valueText(figure.p90, unit, language)}内`, `共 ${figure.denominator} 件`]),
      ...(interval ? [`95% 区间 ${interval}`] : []),
    ].filter(Boolean)
    return `${figure.p90 === null ? '' : '中位 '}${valueText(figure.value, unit, language)}${more.length > 0 ? `（${more.join('，')}）` : ''}`
  },
  since(when, told, change, difference) {
    switch (change.kind) {
      case 'notRecorded':
        return `${when}还没有完整的记录，不作比较`
      case 'tooFew':
        return `${beside(when, told)}，不作比较`
      case 'same':
        return `与${when}持平`
      case 'none':
        return `${beside(when, told)}，这个指标没有区间，不判断升降`
      case 'chance':
        return `${when} ${told}，相差 ${difference}，没有超出偶然波动`
      case 'clear':
        return `比${when}的 ${told}${change.isUp ? '高' : '低'} ${difference}，超出偶然波动${change.judged === null ? '' : { better: '，变好', worse: '，变差' }[change.judged]}`
    }
  },
}

const english: Say = {
  between: '; ',
  end: '.',
  lead: (title, told) => `${title}: ${told}`,
  figure(figure, { unit, name }, language) {
    if (figure.value === null) return figure.denominator ? `not enough data (${ofText(figure, name)})` : 'nothing to count'
    const interval = intervalText(figure, unit, language)
    const more = [
      ...(unit === 'share' || unit === 'times' ? [ofText(figure, name)] : []),
      ...(figure.p90 === null ? [] : [`nine in ten within ${valueText(figure.p90, unit, language)}`, `of ${figure.denominator}`]),
      ...(interval ? [`95% interval ${interval}`] : []),
    ].filter(Boolean)
    return `${figure.p90 === null ? '' : 'median '}${valueText(figure.value, unit, language)}${more.length > 0 ? ` (${more.join(', ')})` : ''}`
  },
  since(when, told, change, difference) {
    switch (change.kind) {
      case 'notRecorded':
        return `${when} was not fully recorded, so nothing is compared`
      case 'tooFew':
        return `${when}: ${told}, so nothing is compared`
      case 'same':
        return `the same as ${when}`
      case 'none':
        return `${when}: ${told}; this measure has no interval, so no change is claimed`
      case 'chance':
        return `${when}: ${told}; apart by ${difference}, within chance`
      case 'clear':
        return `${change.isUp ? 'above' : 'below'} ${when} (${told}) by ${difference}, beyond chance${change.judged === null ? '' : { better: ': better', worse: ': worse' }[change.judged]}`
    }
  },
}
