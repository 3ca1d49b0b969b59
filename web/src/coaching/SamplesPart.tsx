import { type QualitySample, sheetCriteria } from '@zhiwei/contract'
import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../platform/index.ts'
import { EmptyState, Instant, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import type { PartProps } from './CoachingPage.tsx'
import { GiveNoteModal } from './GiveNoteModal.tsx'
import { drawSamples, takeSample, useRefreshCoaching, useSamples } from './queries.ts'
import { ScoreModal } from './ScoreModal.tsx'

const states = ['all', 'waiting', 'scored'] as const
const drawnAtOnce = 5

/** 抽检: cases looked at for how they were handled; who coaches scores them, others see their own scores. */
export function SamplesPart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('coaching')
  const { message } = App.useApp()
  const mayGive = useMay('coaching:give')
  const refresh = useRefreshCoaching()
  const samples = useSamples({ state: place.state, cursor: place.cursor })
  const [problem, setProblem] = useState<unknown>()
  const rows = samples.data?.rows ?? []

  async function take(taking: ReturnType<typeof drawSamples>) {
    setProblem(undefined)
    try {
      const { rows: drawn } = await taking
      void message.success(t('samples.drawn', { count: drawn.length }))
      await refresh()
    } catch (error) {
      setProblem(error)
    }
  }

  return (
    <>
      {mayGive && (
        <div className="coaching-bar">
          <Segmented
            value={place.state}
            aria-label={t('samples.which')}
            onChange={(state) => onPlace({ state })}
            options={states.map((value) => ({ value, label: t(`samples.state.${value}`) }))}
          />
          <Input.Search
            className="coaching-number"
            aria-label={t('samples.number')}
            placeholder={t('samples.number')}
            enterButton={t('samples.take')}
            maxLength={40}
            onSearch={(number) => number.trim() !== '' && void take(takeSample(number))}
          />
          <Button onClick={() => void take(drawSamples(drawnAtOnce))}>{t('samples.draw')}</Button>
        </div>
      )}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {samples.isPending && <TableBones />}
      {samples.isError && <ProblemNotice problem={samples.error} onRetry={samples.refetch} />}
      {samples.data && rows.length === 0 && <EmptyState title={t('samples.none')} detail={t('samples.noneDetail')} />}
      {rows.length > 0 && (
        <ul className="card coaching-list" aria-label={t('part.samples')}>
          {rows.map((sample) => (
            <li key={sample.id}>
              <Sample sample={sample} mayGive={mayGive} />
            </li>
          ))}
        </ul>
      )}
      {samples.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={samples.data.nextCursor}
          total={samples.data.total}
          onChange={(cursor) => onPlace({ cursor })}
        />
      )}
    </>
  )
}

function Sample({ sample, mayGive }: { sample: QualitySample; mayGive: boolean }) {
  const { t } = useTranslation('coaching')
  const [open, setOpen] = useState<'score' | 'coach'>()
  const { person, total, scores, scoredAt, comment } = sample
  return (
    <article>
      <header className="coaching-head">
        <strong>{person.name}</strong>
        <Link to={`/cases/${sample.case.id}`}>{sample.case.subject}</Link>
        <span className="meta">
          {sample.case.number} <Instant at={scoredAt ?? sample.at} />
        </span>
        <span className="coaching-state figures">{total === null ? t('samples.waiting') : t('samples.total', { total })}</span>
      </header>
      {scores && (
        <p className="meta">
          {sheetCriteria
            .filter((criterion) => scores[criterion] !== null)
            .map((criterion) => `${t(`criterion.${criterion}`)} ${scores[criterion]}`)
            .join(' · ')}
        </p>
      )}
      {comment && <p>{comment}</p>}
      <span className="coaching-acts">
        {sample.can.score && (
          <Button size="small" onClick={() => setOpen('score')}>
            {t(scores ? 'samples.rescore' : 'samples.score')}
          </Button>
        )}
        {mayGive && sample.can.score && scores && (
          <Button size="small" onClick={() => setOpen('coach')}>
            {t('samples.coach')}
          </Button>
        )}
      </span>
      {open === 'score' && <ScoreModal sample={sample} onClose={() => setOpen(undefined)} />}
      {open === 'coach' && <GiveNoteModal sample={sample} onClose={() => setOpen(undefined)} />}
    </article>
  )
}
