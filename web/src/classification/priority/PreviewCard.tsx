import type { PriorityScheme } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../../platform/index.ts'
import { PriorityTag, ProblemNotice } from '../../ui/index.ts'
import { usePreview } from './queries.ts'

const shown = 20

/** 试算: which of the last cases would have come out otherwise. */
export function PreviewCard({ definition, isReady }: { definition: PriorityScheme; isReady: boolean }) {
  const { t } = useTranslation('classification')
  const preview = usePreview()
  const { data } = preview
  const isOld = JSON.stringify(preview.variables) !== JSON.stringify(definition)
  return (
    <section className="card priority-preview" aria-labelledby="priority-preview">
      <header>
        <h2 id="priority-preview">{t('priorityScheme.preview')}</h2>
        <Button disabled={!isReady} loading={preview.isPending} onClick={() => preview.mutate(definition)}>
          {t('priorityScheme.try')}
        </Button>
      </header>
      {!data && <p className="meta">{t('priorityScheme.previewHint')}</p>}
      {preview.isError && <ProblemNotice problem={preview.error} />}
      {data && (
        <div aria-live="polite" data-old={isOld || undefined}>
          <p>{t('priorityScheme.changed', { looked: numberText(data.looked), changed: numberText(data.changed.length) })}</p>
          <dl className="priority-counts">
            {data.counts.map(({ priority, before, after }) => (
              <div key={priority}>
                <dt>
                  <PriorityTag priority={priority} />
                </dt>
                <dd className="figures">
                  {before} → {after}
                </dd>
              </div>
            ))}
          </dl>
          <ul className="priority-changed">
            {data.changed.slice(0, shown).map((row) => (
              <li key={row.caseId}>
                <Link to={`/cases/${row.caseId}`}>{row.subject}</Link>
                <span className="priority-change">
                  <PriorityTag priority={row.before} /> → <PriorityTag priority={row.after} />
                  <span className="meta figures">{t('priorityScheme.sum', { sum: row.sum })}</span>
                </span>
              </li>
            ))}
          </ul>
          {data.changed.length > shown && <p className="meta">{t('priorityScheme.more', { count: data.changed.length - shown })}</p>}
        </div>
      )}
    </section>
  )
}
