import type { Import } from '@zhiwei/contract'
import { Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../platform/index.ts'
import { LinkButton } from '../ui/index.ts'
import { Fact } from './ImportFacts.tsx'

type Kept = Import['kept'][number]

/** 已撤销: how many cases were taken back, and which stayed and why. */
export function ImportUndone({ file: { counts, kept } }: { file: Import }) {
  const { t } = useTranslation('intake')
  const columns: TableColumnsType<Kept> = [
    {
      title: t('imports.undone.number'),
      key: 'number',
      render: (_, { caseId, number }) => (
        <Link className="figures" to={`/cases/${caseId}`}>
          {number}
        </Link>
      ),
    },
    { title: t('imports.undone.why'), key: 'why', render: (_, { why }) => t(`imports.why.${why}`) },
  ]
  return (
    <section className="card import-result">
      <h2>{t('imports.undone.title')}</h2>
      <dl className="import-facts">
        <Fact name={t('imports.fact.undone')} value={numberText(counts.undone)} />
        <Fact name={t('imports.fact.kept')} value={numberText(counts.keptOnUndo)} />
      </dl>
      {kept.length > 0 && (
        <>
          <p>{t('imports.undone.kept')}</p>
          <Table<Kept>
            size="small"
            rowKey="caseId"
            columns={columns}
            dataSource={kept}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          />
        </>
      )}
      <div className="import-acts">
        <LinkButton type="primary" to="/imports">
          {t('imports.done.another')}
        </LinkButton>
      </div>
    </section>
  )
}
