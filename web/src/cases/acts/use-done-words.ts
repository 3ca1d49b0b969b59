import { type ActDone, Escalated, RemedyDone, SplitDone } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { moneyText } from '../../platform/index.ts'
import type { ActName } from './forms.ts'

/** What to say after an act; where its outcome is not plain from the act alone, the outcome. */
export function useDoneWords() {
  const { t } = useTranslation('cases')
  return (act: ActName, done: ActDone): string => {
    const remedy = RemedyDone.safeParse(done)
    if ((act === 'remedies' || act === 'thanks') && remedy.data?.state === 'awaitingApproval')
      return t('done.awaitsApproval', { limit: moneyText(remedy.data.limitFen) })
    const split = SplitDone.safeParse(done)
    if (split.success && (act === 'splits' || act === 'takeOut')) return t('done.split', { number: split.data.newNumber })
    const escalated = Escalated.safeParse(done)
    if (act === 'escalations' && escalated.success) return t('done.escalated', { level: escalated.data.toLevel })
    return t('done.act', { act: t(`act.${act}`) })
  }
}
