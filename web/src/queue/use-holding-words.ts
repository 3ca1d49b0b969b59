import type { Holding } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useReasonWords } from './use-reason-words.ts'

/** 为什么派给我, in one line: how it came, by what, and what was written. */
export function useHoldingWords() {
  const { t } = useTranslation('queue')
  const say = useReasonWords()
  return ({ way, person, by, reasons, reason }: Holding) => {
    const came = t(`why.${way}`, { name: person.name, by: by?.name ?? t('why.system') })
    const why = say(reasons)
    return [came, why, reason ? t('why.because', { reason }) : ''].filter(Boolean).join(t('comma'))
  }
}
