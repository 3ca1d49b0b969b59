import type { WarningFacts, WarningRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { numberText, useFormat } from '../platform/index.ts'
import { comma } from '../platform/punctuation.ts'

/** Said by the sentence on a count, or found elsewhere on the page. */
/** Of what to do now. */
const advised = ['act', 'step', 'withinMinutes', 'limitFen']
const saidElsewhere = ['observed', 'expected', 'low', 'high', 'ratio', 'excess', 'words', 'cases']
/** Named among the signs already. */
const flags = ['safety', 'regulator', 'media', 'legal', 'crowd']
const dateLike = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/

/** The facts of a warning in words. */
export function useWarningWords() {
  const { t, i18n } = useTranslation('warning')
  const format = useFormat()
  function valueText(name: string, value: WarningFacts[string]): string {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') return name === 'score' && value <= 1 ? `${Math.round(value * 100)}%` : numberText(value, 2)
    if (Array.isArray(value)) return value.map((one) => wordOf(name, one)).join(comma())
    if (dateLike.test(value)) return value.length === 10 ? value : format.instant(value)
    return wordOf(name, value)
  }
  const wordOf = (name: string, value: string) => {
    const key = `value.${name}.${value.replaceAll(/[.:]/g, '_')}`
    return i18n.exists(`warning:${key}`) ? t(key) : value
  }
  const label = (name: string) => (i18n.exists(`warning:fact.${name}`) ? t(`fact.${name}`) : name)
  /** How much above what was expected, with its interval; null where nothing was counted. */
  function countText({ facts }: Pick<WarningRow, 'facts'>): string | null {
    const { observed, expected, low, high, ratio } = facts
    if (typeof observed !== 'number') return null
    if (typeof expected !== 'number') return t('count.observed', { observed: numberText(observed) })
    return [
      t('count.observed', { observed: numberText(observed) }),
      typeof low === 'number' && typeof high === 'number'
        ? t('count.expectedBetween', { expected: figure(expected), low: figure(low), high: figure(high) })
        : t('count.expected', { expected: figure(expected) }),
      typeof ratio === 'number' && expected >= 0.5 && t('count.ratio', { ratio: figure(ratio) }),
    ]
      .filter(Boolean)
      .join(t('comma'))
  }
  return {
    label,
    valueText,
    countText,
    facts: ({ facts }: Pick<WarningRow, 'facts'>) =>
      Object.entries(facts)
        .filter(([name]) => i18n.exists(`warning:fact.${name}`) && (!saidElsewhere.includes(name) || typeof facts.observed !== 'number'))
        .filter(([name]) => name !== 'words' && name !== 'cases')
        .filter(([name]) => !(typeof facts.act === 'string' && advised.includes(name)))
        .filter(([name]) => !(flags.includes(name) && Array.isArray(facts.signs) && facts.signs.includes(name)))
        .map(([name, value]) => ({ name, label: label(name), value: valueText(name, value) })),
    words: ({ facts }: Pick<WarningRow, 'facts'>) => (Array.isArray(facts.words) ? facts.words : []),
    /** The rows behind it: cases, else contacts. */
    rows({ cases, facts }: Pick<WarningRow, 'cases' | 'facts'>): string {
      const { contacts, posts } = facts
      if (cases === 0 && typeof contacts === 'number') return t('card.contacts', { count: contacts })
      if (cases === 0 && typeof posts === 'number') return t('card.posts', { count: posts })
      return t('card.cases', { count: cases })
    },
    /** In one line: the count, else the first few facts. */
    line(row: Pick<WarningRow, 'facts'>): string {
      return (
        countText(row) ??
        this.facts(row)
          .slice(0, 3)
          .map((fact) => `${fact.label} ${fact.value}`)
          .join(' · ')
      )
    },
  }
}

const figure = (value: number) => numberText(value, 1)
