import type { ReportSection } from '@zhiwei/contract'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'
import { EditSection } from './EditSection.tsx'
import { SectionChart } from './SectionChart.tsx'

type Props = { reportId: string; section: ReportSection; canEdit: boolean }

/** One section: figures as counted, texts as people left them, measures with owners. */
export function SectionPart({ reportId, section, canEdit }: Props) {
  const { t } = useTranslation('reports')
  const [isEditing, setEditing] = useState(false)
  const { no, title, about, figures, measures, changedAt, changedBy, version } = section
  const parts = (['happened', 'why', 'coming'] as const).filter((part) => section[part].trim())
  return (
    <section className="card report-section" aria-labelledby={`section-${no}`}>
      <header>
        <h2 id={`section-${no}`}>
          {no}. {title}
        </h2>
        {canEdit && !isEditing && (
          <Button size="small" onClick={() => setEditing(true)} aria-label={t('editOf', { title })}>
            {t('edit')}
          </Button>
        )}
      </header>
      {figures && (
        <p className="report-figures">
          <Link to={`/cases?${new URLSearchParams(figures.cases)}`}>{t('cases', { count: figures.count })}</Link>
          {figures.ratio && (
            <span className="meta">
              {t('ratio', {
                value: figures.ratio.value.toFixed(2),
                low: figures.ratio.low.toFixed(2),
                high: figures.ratio.high.toFixed(2),
                before: numberText(Math.round(figures.before)),
              })}
            </span>
          )}
          {figures.words.length > 0 && <span className="meta">{figures.words.join(' · ')}</span>}
        </p>
      )}
      {figures && <SectionChart figures={figures} name={title} />}
      {isEditing ? (
        <EditSection reportId={reportId} section={section} onClose={() => setEditing(false)} />
      ) : (
        <>
          {parts.map((part) => (
            <div key={part}>
              <h3>{t(about === 'conclusion' && part === 'happened' ? 'part.conclusion' : `part.${part}`)}</h3>
              <p className="report-text">{section[part]}</p>
            </div>
          ))}
          {measures.length > 0 && (
            <Table
              size="small"
              pagination={false}
              rowKey={({ text }) => text}
              dataSource={measures}
              columns={[
                { title: t('measure.text'), dataIndex: 'text' },
                { title: t('measure.owner'), render: (_, { owner }) => owner?.name ?? t('measure.open') },
                { title: t('measure.dueOn'), render: (_, { dueOn }) => dueOn ?? t('measure.open') },
              ]}
            />
          )}
        </>
      )}
      {changedAt && (
        <p className="meta">
          {t('changed', { name: changedBy?.name ?? '', version })} <Instant at={changedAt} />
        </p>
      )}
    </section>
  )
}
