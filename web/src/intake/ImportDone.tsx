import { CheckCircleOutlined, DownloadOutlined } from '@ant-design/icons'
import type { Import } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addressOf, numberText } from '../platform/index.ts'
import { LinkButton } from '../ui/index.ts'
import { Fact } from './ImportFacts.tsx'
import { ReportButton } from './ImportProblems.tsx'
import { UndoButton } from './ImportUndo.tsx'
import { KeptTable } from './KeptTable.tsx'

/** 完成: how many came in, the way to them, and the way back. */
export function ImportDone({ file: { id, counts, as, problems, kept, can, mapping } }: { file: Import }) {
  const { t } = useTranslation('intake')
  const hasNew = counts.committed > 0
  const isReferred = Object.values(mapping).includes('referenceNo')
  return (
    <section className="card import-result">
      <h2>
        <CheckCircleOutlined className="import-good-mark" />
        {hasNew ? t('imports.done.title', { count: counts.committed, shown: numberText(counts.committed) }) : t('imports.done.nothingNew')}
      </h2>
      {as && hasNew && <p>{t(`imports.done.${as}`)}</p>}
      <dl className="import-facts">
        <Fact name={t('imports.fact.committed')} value={numberText(counts.committed)} />
        <Fact name={t('imports.fact.known')} value={numberText(counts.known)} />
        <Fact name={t('imports.fact.skipped')} value={numberText(counts.bad)} isBad={counts.bad > 0} />
      </dl>
      <div className="import-acts">
        {hasNew && (
          <LinkButton type="primary" to={`/cases?importId=${id}`}>
            {t('imports.done.cases')}
          </LinkButton>
        )}
        {isReferred && (
          <Button icon={<DownloadOutlined />} href={addressOf(`/imports/${id}/answers.xlsx`)} download>
            {t('imports.done.answers')}
          </Button>
        )}
        {problems.length > 0 && <ReportButton id={id} />}
        <LinkButton to="/imports">{t('imports.done.another')}</LinkButton>
        {can.undo && <UndoButton id={id} committed={counts.committed} />}
      </div>
      {kept.length > 0 && (
        <details className="import-known">
          <summary>{t('imports.done.known', { count: counts.known, shown: numberText(counts.known) })}</summary>
          <KeptTable kept={kept} />
        </details>
      )}
    </section>
  )
}
