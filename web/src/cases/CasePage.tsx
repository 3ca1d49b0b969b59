import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { CaseConductNotice } from '../conduct/index.ts'
import { isProblem } from '../platform/index.ts'
import { EmptyState, LinkButton, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { OneVoiceNotice } from '../warning/index.ts'
import type { OpenAct } from './acts/ActPanel.tsx'
import { WithReading } from './analysis/WithReading.tsx'
import { CaseColumns, type Part } from './CaseColumns.tsx'
import { CaseActs, CaseMarks } from './CaseHeader.tsx'
import { CaseContext, type CaseOnPage, type ComposerMode } from './case-context.ts'
import { useCase, useTimeline } from './queries.ts'
import type { Writing } from './story/Composer.tsx'
import './case-page.css'

/** 工单: who complains, what happened, what to do now. The address takes the id or the number. */
export function CasePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('cases')
  const complaintCase = useCase(id)
  const timeline = useTimeline(id)

  if (isProblem(complaintCase.error, 'CASE_NOT_FOUND')) return <CaseNotFound />
  const failed = [complaintCase, timeline].find(({ isError, data }) => isError && !data)
  if (failed)
    return (
      <Page title={t('list.title')}>
        <ProblemNotice problem={failed.error} onRetry={failed.refetch} />
      </Page>
    )
  if (!complaintCase.data || !timeline.data) return <PageSkeleton shape="detail" />
  return (
    <OpenCase
      key={complaintCase.data.id}
      complaintCase={complaintCase.data}
      rows={timeline.data.rows}
      isFetching={complaintCase.isFetching || timeline.isFetching}
    />
  )
}

function OpenCase({ complaintCase, rows, isFetching }: Pick<CaseOnPage, 'complaintCase' | 'rows' | 'isFetching'>) {
  const { t } = useTranslation('cases')
  const [act, setAct] = useState<OpenAct | null>(null)
  const [part, setPart] = useState<Part>('now')
  const [writing, setWriting] = useState<Writing>({ mode: 'notes', turn: 0 })
  const toStory = useCallback(() => setPart('story'), [])
  const onPage = useMemo<CaseOnPage>(
    () => ({
      complaintCase,
      rows,
      isFetching,
      openAct: (form, preset = {}) => setAct({ form, preset }),
      write: (mode: ComposerMode, words?: string) => {
        setPart('story')
        setWriting(({ turn }) => ({ mode, turn: turn + 1, words }))
      },
    }),
    [complaintCase, rows, isFetching],
  )
  return (
    <CaseContext value={onPage}>
      <WithReading caseId={complaintCase.id} onShow={toStory}>
        <Page
          title={complaintCase.subject}
          extra={<CaseMarks />}
          actions={<CaseActs />}
          breadcrumbs={[{ label: t('list.title'), to: '/cases' }]}
        >
          <OneVoiceNotice caseId={complaintCase.id} />
          <CaseConductNotice caseId={complaintCase.id} />
          <CaseColumns
            part={part}
            onPart={setPart}
            writing={writing}
            onMode={(mode) => setWriting({ mode, turn: 0 })}
            onTaken={() => setWriting(({ mode, turn }) => ({ mode, turn }))}
            act={act}
            onActClosed={() => setAct(null)}
          />
        </Page>
      </WithReading>
    </CaseContext>
  )
}

function CaseNotFound() {
  const { t } = useTranslation('cases')
  return (
    <Page title={t('page.notFound')}>
      <EmptyState
        title={t('page.notFound')}
        detail={t('page.notFoundDetail')}
        action={<LinkButton to="/cases">{t('page.toList')}</LinkButton>}
      />
    </Page>
  )
}
