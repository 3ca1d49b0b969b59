import type { TextSignal } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { moneyText } from '../../platform/index.ts'

/** Codes of the text engine as people say them; one that has no words yet is shown as it is. */
export function useTextWords() {
  const { t } = useTranslation('classification')
  return useMemo(() => {
    const word = (group: string, code: string) => t([`text.${group}.${code}`, 'cases:analysis.code'], { code })
    return {
      signal: ({ kind, detail, amountFen }: Pick<TextSignal, 'kind' | 'detail' | 'amountFen'>) =>
        [
          word('signal', kind),
          // A name such as 12315 says itself.
          detail && t([`text.detail.${detail}`, 'cases:analysis.code'], { code: detail }),
          amountFen && moneyText(amountFen),
        ]
          .filter(Boolean)
          .join(' · '),
      reason: (of: 'category' | 'stage' | 'severity', code: string) => word(`${of}Reason`, code),
      emotion: (kind: string) => word('emotion', kind),
      emotionLevel: (level: number) => word('emotionLevel', String(level)),
      mindset: (mindset: string | null) => (mindset === null ? t('cases:analysis.noMindset') : word('mindset', mindset)),
      sentiment: (sentiment: string) => word('sentiment', sentiment),
    }
  }, [t])
}

/** A value of a field a person may correct, in words. */
export function useValueWords() {
  const { t } = useTranslation('cases')
  const categoryName = useCatalogueName('categories')
  const words = useTextWords()
  return (field: string, value: unknown): string => {
    if (field === 'mindset') return words.mindset(value === null ? null : String(value))
    if (value === null || value === undefined) return t('story.none')
    switch (field) {
      case 'category':
        return categoryName(String(value))
      case 'stage':
        return `${value} ${t(`ui:stage.${value}`)}`
      case 'emotion':
        return `${value} ${words.emotionLevel(Number(value))}`
      case 'sentiment':
        return words.sentiment(String(value))
      case 'complaint':
        return t(value ? 'analysis.isComplaint' : 'analysis.isNone')
      case 'signals':
        return Array.isArray(value) && value.length > 0
          ? value.map((kind) => words.signal({ kind })).join(t('comma'))
          : t('analysis.noSignals')
      default:
        return t(`ui:${field}.${value}`)
    }
  }
}
