import type { DraftKind, ModelDraft } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../ui/index.ts'
import { useModelDraft, useModelService } from './queries.ts'
import './guidance.css'

type Props = { caseId: string; kind: DraftKind; onTake: (text: string, draftId: string) => void }

/** 模型草稿: asked for by a person, marked as a machine's, put into the reply by a click and sent by nobody but the person. Absent where the service is off. */
export function DraftBox({ caseId, kind, onTake }: Props) {
  const { t } = useTranslation('guidance')
  const service = useModelService()
  const draft = useModelDraft(caseId)
  if (!service.data?.enabled) return null
  return (
    <section className="draft" aria-label={t('draft.title')}>
      <Button size="small" loading={draft.isPending} onClick={() => draft.mutate(kind)}>
        {t(`draft.ask.${kind}`)}
      </Button>
      {draft.isError && <ProblemNotice problem={draft.error} />}
      {draft.data && <Draft draft={draft.data} onTake={onTake} />}
    </section>
  )
}

function Draft({ draft: { id, text, refused, ordersLeftOut, model }, onTake }: { draft: ModelDraft } & Pick<Props, 'onTake'>) {
  const { t } = useTranslation('guidance')
  return (
    <div className="draft-words" role="status">
      <p className="draft-mark">{t('draft.mark', { model })}</p>
      {ordersLeftOut && <p className="speech-found">{t('draft.ordersLeftOut')}</p>}
      {text === null ? (
        <p>{t('draft.refused', { why: refused.map((code) => t(`draft.why.${code}`)).join(t('draft.comma')) })}</p>
      ) : (
        <>
          <p className="draft-text">{text}</p>
          <Button size="small" onClick={() => onTake(text, id)}>
            {t('draft.take')}
          </Button>
        </>
      )}
    </div>
  )
}
