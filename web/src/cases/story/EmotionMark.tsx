import { useTranslation } from 'react-i18next'
import { messagesOf } from '../analysis/judgements.ts'
import { useReading } from '../analysis/reading.ts'
import { useTextWords } from '../analysis/use-words.ts'

/** 情绪 of a later message of the customer. */
export function EmotionMark({ eventNo }: { eventNo: number }) {
  const { t } = useTranslation('cases')
  const words = useTextWords()
  const { analysis } = useReading()
  const message = analysis && messagesOf(analysis).find((one) => one.eventNo === eventNo)
  if (!message) return null
  const { level } = message.emotion
  return (
    <span className="emotion-mark">
      {t('column.emotion')} {level} {words.emotionLevel(level)}
    </span>
  )
}
