import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { LinkButton } from '../ui/index.ts'

/** From a risk point or a topic to the drawing of its causes, and to an action against it. */
export function ImproveLinks({ riskPoint, topic }: { riskPoint?: { id: string; name: string }; topic?: { id: string; title: string } }) {
  const { t } = useTranslation('improvement')
  const mayDraw = useMay('cases:findCause')
  const mayOpen = useMay('actions:manage')
  const about = [...(riskPoint ? [['forPoint', riskPoint.id]] : []), ...(topic ? [['forTopic', topic.id]] : [])]
  const drawing = new URLSearchParams([['new', '1'], ['problem', riskPoint?.name ?? topic?.title ?? ''], ...about])
  return (
    <>
      {mayDraw && <LinkButton to={`/cause-trees?${drawing}`}>{t('from.draw')}</LinkButton>}
      {mayOpen && riskPoint && <LinkButton to={`/actions?new=preventive&point=${riskPoint.id}`}>{t('from.act')}</LinkButton>}
      {mayOpen && topic && <LinkButton to={`/actions?new=corrective&forTopic=${topic.id}`}>{t('from.act')}</LinkButton>}
    </>
  )
}
