import type { TextEntity, TextSignal } from '@zhiwei/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, numberText } from '../platform/index.ts'

type Detailed = { detail?: string | undefined; amountFen?: number | undefined; withinHours?: number | undefined }

/** Words for what the text engine says in codes; a code nobody has words for is shown as it is. */
export function useTextWords() {
  const { t, i18n } = useTranslation('classification')
  const word = useCallback(
    (group: string, code: string) => (i18n.exists(`classification:text.${group}.${code}`) ? t(`text.${group}.${code}`) : code),
    [t, i18n],
  )
  /** `监管 · 扬言`, `索赔 · ¥300.00`, `限期 · 48 小时内`. */
  const withDetail = useCallback(
    (name: string, { detail, amountFen, withinHours }: Detailed) =>
      [
        name,
        detail && word('detail', detail),
        amountFen !== undefined && moneyText(amountFen),
        withinHours !== undefined && t('text.withinHours', { hours: numberText(withinHours) }),
      ]
        .filter(Boolean)
        .join(' · '),
    [t, word],
  )
  return {
    word,
    withDetail,
    signal: useCallback(
      (signal: Pick<TextSignal, 'kind'> & Detailed) => withDetail(word('signal', signal.kind), signal),
      [word, withDetail],
    ),
    entity: useCallback(
      ({ kind, value, amountFen }: Pick<TextEntity, 'kind' | 'value' | 'amountFen'>) =>
        withDetail(word('entity', kind), { detail: value, amountFen }),
      [word, withDetail],
    ),
  }
}
