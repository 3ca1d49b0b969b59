import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { useRestrictions } from './queries.ts'
import { RestrictionCard } from './RestrictionCard.tsx'
import './conduct.css'

const shown = ['waiting', 'appeals', 'inForce', 'over'] as const
const Place = z.object({ show: z.enum(shown).default('waiting'), cursor: z.string().optional() })
const queries = {
  waiting: { state: ['proposed'] },
  appeals: { appealed: 'true' },
  inForce: { state: ['inForce'] },
  over: { state: ['ended', 'refused', 'withdrawn'] },
}

/** 行为限制: what waits for legal, appeals, what is in force and what is over. */
export function ConductPage() {
  const { t } = useTranslation('conduct')
  const [place, setPlace] = useUrlState(Place)
  const found = useRestrictions({ ...queries[place.show], cursor: place.cursor })
  const rows = found.data?.rows ?? []
  return (
    <Page
      title={t('title')}
      extra={
        <Segmented
          value={place.show}
          aria-label={t('show.label')}
          onChange={(show) => setPlace({ show })}
          options={shown.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      }
    >
      <p className="meta">{t('principle')}</p>
      {found.isPending && <TableBones />}
      {found.isError && <ProblemNotice problem={found.error} onRetry={found.refetch} />}
      {found.data && rows.length === 0 && <EmptyState title={t(`empty.${place.show}`)} detail={t('empty.detail')} />}
      <div className="conduct-list">
        {rows.map((restriction) => (
          <RestrictionCard key={restriction.id} restriction={restriction} named />
        ))}
      </div>
      {found.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={found.data.nextCursor}
          total={found.data.total}
          onChange={(cursor) => setPlace({ ...place, cursor })}
        />
      )}
    </Page>
  )
}
