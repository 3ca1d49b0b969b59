import type { TextModel } from '@zhiwei/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { Learning } from './models/Learning.tsx'
import { ModelCard } from './models/ModelCard.tsx'
import { ModelTable } from './models/ModelTable.tsx'
import { useModels } from './models/queries.ts'
import { Names } from './names/Names.tsx'
import './models/models.css'

/** 模型: what reads the complaints, how good it is, how it learns, and the way back to an earlier one. */
export function ModelsPage() {
  const { t } = useTranslation('classification')
  const models = useModels()
  const [shown, setShown] = useState<TextModel>()
  const rows = models.data?.rows ?? []
  const others = rows.filter(({ state }) => state !== 'inService')
  return (
    <Page title={t('ui:settings.models')}>
      <p className="meta">{t('models.hint')}</p>
      {models.isPending && <TableBones />}
      {models.isError && <ProblemNotice problem={models.error} onRetry={models.refetch} />}
      {models.data && (
        <div className="models">
          <Learning labelled={models.data.labelled} />
          <section>
            <h2>{t('models.inService')}</h2>
            <p className="meta">{t('models.notTheSame')}</p>
            <ModelTable rows={rows.filter(({ state }) => state === 'inService')} onCard={setShown} />
          </section>
          <section>
            <h2>{t('models.earlier')}</h2>
            {others.length > 0 ? <ModelTable rows={others} onCard={setShown} /> : <p className="meta">{t('models.noEarlier')}</p>}
          </section>
          <Names />
        </div>
      )}
      <ModelCard model={shown} onClose={() => setShown(undefined)} />
    </Page>
  )
}
