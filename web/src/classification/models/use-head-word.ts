import type { TextModel } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** What a head reads, in words; a head nobody has words for by its code. */
export function useHeadWord() {
  const { t, i18n } = useTranslation('classification')
  return ({ head }: Pick<TextModel, 'head'>) => (i18n.exists(`classification:models.head.${head}`) ? t(`models.head.${head}`) : head)
}
