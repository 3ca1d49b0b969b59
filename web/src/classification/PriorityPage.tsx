import { type Priority, type PriorityFact, type PriorityScheme, type PrioritySchemeRow, priorityFacts } from '@zhiwei/contract'
import { App, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { Page, PriorityTag, ProblemNotice, TableBones } from '../ui/index.ts'
import { PreviewCard } from './priority/PreviewCard.tsx'
import { usePrioritySchemes, useSetScheme } from './priority/queries.ts'
import { StartModal } from './priority/StartModal.tsx'
import { useFactWords } from './priority/use-fact-words.ts'
import './priority/priority.css'

/** 优先级方案: points of facts and the bands they fall into, tried on the last cases before they count. */
export function PriorityPage() {
  const { t } = useTranslation('classification')
  const schemes = usePrioritySchemes()
  if (schemes.isPending) return <TableBones />
  if (schemes.isError)
    return (
      <Page title={t('priorityScheme.title')}>
        <ProblemNotice problem={schemes.error} onRetry={schemes.refetch} />
      </Page>
    )
  const { rows } = schemes.data
  const inForce = rows.find(({ state }) => state === 'inForce')
  return inForce ? <SchemeEditor key={inForce.id} inForce={inForce} rows={rows} /> : null
}

/** Bands as the form has them: a priority without a bound is not used. */
type Bounds = Record<Exclude<Priority, 'low'>, number | null>
const bounded = ['critical', 'high', 'normal'] as const

const boundsOf = ({ bands }: PriorityScheme) =>
  Object.fromEntries(bounded.map((priority) => [priority, bands.find((band) => band.priority === priority)?.atLeast ?? null])) as Bounds

function SchemeEditor({ inForce, rows }: { inForce: PrioritySchemeRow; rows: PrioritySchemeRow[] }) {
  const { t } = useTranslation('classification')
  const { message } = App.useApp()
  const [points, setPoints] = useState(inForce.definition.points)
  const [bounds, setBounds] = useState(boundsOf(inForce.definition))
  const [isSaving, setSaving] = useState(false)
  const set = useSetScheme()
  const bands = bounded.flatMap((priority) => {
    const atLeast = bounds[priority]
    return atLeast === null ? [] : [{ atLeast, priority }]
  })
  const definition: PriorityScheme = { points, bands }
  const isChanged = JSON.stringify(definition) !== JSON.stringify({ points: inForce.definition.points, bands: inForce.definition.bands })
  const isFalling = bands.length > 0 && bands.every((band, at) => at === 0 || band.atLeast < (bands[at - 1]?.atLeast ?? 0))

  function setPoint(fact: PriorityFact, value: number | null) {
    const { [fact]: _before, ...others } = points
    setPoints(value === null ? others : inOrder({ ...others, [fact]: value }, inForce.definition.points))
  }

  return (
    <Page
      title={t('priorityScheme.title')}
      actions={
        <Button type="primary" disabled={!isChanged || !isFalling} onClick={() => setSaving(true)}>
          {t('priorityScheme.save')}
        </Button>
      }
    >
      <p className="meta">{t('priorityScheme.hint')}</p>
      <div className="priority-scheme">
        <section className="card priority-points" aria-labelledby="priority-points">
          <h2 id="priority-points">{t('priorityScheme.points')}</h2>
          <PointFields points={points} onChange={setPoint} />
        </section>
        <div className="priority-side">
          <section className="card priority-bands" aria-labelledby="priority-bands">
            <h2 id="priority-bands">{t('priorityScheme.bands')}</h2>
            {bounded.map((priority) => (
              <label key={priority} htmlFor={`band-${priority}`} className="priority-band">
                <PriorityTag priority={priority} />
                <span className="meta">{t('priorityScheme.from')}</span>
                <InputNumber<number>
                  id={`band-${priority}`}
                  min={-1000}
                  max={1000}
                  precision={0}
                  value={bounds[priority]}
                  onChange={(atLeast) => setBounds({ ...bounds, [priority]: atLeast })}
                />
              </label>
            ))}
            <p className="meta">{t('priorityScheme.below')}</p>
            {!isFalling && <p className="priority-wrong">{t('priorityScheme.falling')}</p>}
          </section>
          <PreviewCard definition={definition} isReady={isChanged && isFalling} />
          <Versions rows={rows} />
        </div>
      </div>
      {isSaving && (
        <StartModal
          title={t('priorityScheme.saveTitle')}
          hint={t('priorityScheme.saveHint')}
          okText={t('priorityScheme.save')}
          onStart={(start) => set.mutateAsync({ definition, ...start }).then(() => void message.success(t('priorityScheme.saved')))}
          onClose={() => setSaving(false)}
        />
      )}
    </Page>
  )
}

/** Facts that were there keep their order, so that what is the same reads the same. */
function inOrder(points: PriorityScheme['points'], before: PriorityScheme['points']): PriorityScheme['points'] {
  const facts = [...new Set([...Object.keys(before), ...Object.keys(points)])] as PriorityFact[]
  return Object.fromEntries(facts.flatMap((fact) => (points[fact] === undefined ? [] : [[fact, points[fact]]])))
}

function PointFields({
  points,
  onChange,
}: {
  points: PriorityScheme['points']
  onChange: (fact: PriorityFact, value: number | null) => void
}) {
  const words = useFactWords()
  return (
    <div className="priority-facts">
      {priorityFacts.map((fact) => (
        <label key={fact} htmlFor={`fact-${fact}`} className="priority-fact">
          <span>{words(fact)}</span>
          <InputNumber<number>
            id={`fact-${fact}`}
            min={-200}
            max={200}
            precision={0}
            value={points[fact] ?? null}
            placeholder="0"
            onChange={(value) => onChange(fact, value)}
          />
        </label>
      ))}
    </div>
  )
}

/** What counted when, who set it and why. */
function Versions({ rows }: { rows: PrioritySchemeRow[] }) {
  const { t } = useTranslation('classification')
  const format = useFormat()
  return (
    <section className="card priority-versions" aria-labelledby="priority-versions">
      <h2 id="priority-versions">{t('priorityScheme.versions')}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id ?? 'shipped'}>
            <strong>{row.effectiveFrom ? format.instant(row.effectiveFrom) : t('priorityScheme.shipped')}</strong>{' '}
            <span className="meta">
              {t(`priorityScheme.state.${row.state}`)} {row.by?.name} {row.reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
