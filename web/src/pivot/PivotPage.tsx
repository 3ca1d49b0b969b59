import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DashboardFilters } from '../dashboards/index.ts'
import { AnalysisNav, RowsDrawer, useMeasureDefinitions } from '../measures/index.ts'
import { useFormat, useNow, useUrlState } from '../platform/index.ts'
import { writeState } from '../platform/url-state.ts'
import { SavedViews } from '../saved-views/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { PivotChoices } from './PivotChoices.tsx'
import { PivotDownload } from './PivotDownload.tsx'
import { type Opened, PivotTable } from './PivotTable.tsx'
import { PivotPlace, pivotQueryOf, wholeOf } from './place.ts'
import { usePivot } from './queries.ts'
import './pivot.css'

/** What people ask first. */
const shippedViews = [
  { query: '', name: 'usual' },
  { query: 'names=complaints&names=onTimeClosureRatio&rows=unit&columns=month&days=365', name: 'units' },
  { query: 'rows=product', name: 'products' },
]

/** 透视分析: measures by two cuts at once; what is asked stands in the address, and every number opens its rows. */
export function PivotPage() {
  const { t } = useTranslation('pivot')
  const [place, setPlace] = useUrlState(PivotPlace)
  const { date } = useFormat()
  const today = date(useNow())
  const query = pivotQueryOf(place, today)
  const definitions = useMeasureDefinitions()
  const pivot = usePivot(query)
  const [opened, setOpened] = useState<Opened>()
  const problem = definitions.error ?? pivot.error
  const answer = pivot.data
  const isEmpty = answer?.rowKeys.length === 0
  return (
    <Page title={t('title')} nav={<AnalysisNav />} extra={answer && !isEmpty && <PivotDownload query={query} />}>
      <SavedViews
        page="/measures/pivot"
        query={writeState(PivotPlace, place, new URLSearchParams()).toString()}
        shipped={shippedViews.map(({ query: search, name }) => ({ query: search, name: t(`view.${name}`) }))}
        mayBeDefault
      />
      <DashboardFilters place={place} onChange={(change) => setPlace({ ...place, ...change })} />
      {definitions.data && <PivotChoices place={place} definitions={definitions.data.rows} onChange={setPlace} />}
      {problem && <ProblemNotice problem={problem} onRetry={() => void Promise.all([definitions.refetch(), pivot.refetch()])} />}
      {!problem && (definitions.isPending || pivot.isPending) && <TableBones />}
      {isEmpty && <EmptyState title={t('empty')} detail={t('emptyDetail')} />}
      {answer && definitions.data && !isEmpty && (
        <div aria-busy={pivot.isPlaceholderData}>
          <PivotTable answer={answer} definitions={definitions.data.rows} onOpen={setOpened} />
        </div>
      )}
      {opened && (
        <RowsDrawer
          definition={opened.definition}
          query={{ ...wholeOf(place, today), ...opened.behind }}
          title={opened.title}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  )
}
