import type { SurveyRow } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ExportButton } from '../exports/index.ts'
import { semicolon } from '../platform/punctuation.ts'
import { Instant, Pager, ProblemNotice, StatusTag, TableBones } from '../ui/index.ts'
import { useSurveys } from './queries.ts'

type Shown = { low: 'true' | 'false' | undefined; cursor: string | undefined }

/** The surveys behind the figures, newest first; scores of one's own work on an open case are not told. */
export function SurveyRows({
  low,
  cursor,
  onChange,
}: Shown & { onChange: (next: { low?: 'true' | 'false' | undefined; cursor?: string | undefined }) => void }) {
  const { t } = useTranslation('surveys')
  const surveys = useSurveys({ state: low ? undefined : 'answered', low, cursor })
  return (
    <section className="card fu-card fu-surveys">
      <h2 className="fu-head">
        {t('rows.title')}
        <Segmented
          size="small"
          value={low ?? 'all'}
          aria-label={t('rows.which')}
          onChange={(value) => onChange({ low: value === 'all' ? undefined : (value as 'true' | 'false') })}
          options={(['all', 'true', 'false'] as const).map((value) => ({ value, label: t(`rows.low_${value}`) }))}
        />
        <ExportButton what="surveys" size="small" query={{ state: low ? undefined : 'answered', low }} />
      </h2>
      {surveys.isPending && <TableBones />}
      {surveys.isError && <ProblemNotice problem={surveys.error} onRetry={surveys.refetch} />}
      {surveys.data?.rows.length === 0 && <p className="meta">{t('rows.empty')}</p>}
      {surveys.data && surveys.data.rows.length > 0 && (
        <>
          <ul className="fu-plain">
            {surveys.data.rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
          <Pager
            cursor={cursor}
            nextCursor={surveys.data.nextCursor}
            total={surveys.data.total}
            onChange={(next) => onChange({ low, cursor: next })}
          />
        </>
      )}
    </section>
  )
}

function Row({ row }: { row: SurveyRow }) {
  const { t } = useTranslation('surveys')
  const said = [
    row.satisfaction && t(`score.${row.satisfaction}`),
    row.solved !== null && t(row.solved ? 'verdict.resolved' : 'verdict.notResolved'),
    row.nps !== null && t('rows.nps', { nps: row.nps }),
  ].filter(Boolean)
  return (
    <li className="fu-row">
      <p className="fu-head">
        <strong className="fu-score">{row.secret ? t('secret') : said.join(' · ')}</strong>
        <Link to={`/cases/${row.caseId}`}>{row.number}</Link>
        <span>{row.subject}</span>
        <StatusTag status={row.status} />
        <span className="fu-end meta">{row.answeredAt && <Instant at={row.answeredAt} />}</span>
      </p>
      {(row.unsolved ?? row.comment) && <p className="fu-text">{[row.unsolved, row.comment].filter(Boolean).join(semicolon())}</p>}
    </li>
  )
}
