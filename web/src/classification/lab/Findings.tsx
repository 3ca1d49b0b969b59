import type { TextAnalysis } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { EmotionCurve } from '../EmotionCurve.tsx'
import { Categories } from './Categories.tsx'
import { type Finding, groupsOf, type Layer } from './findings.ts'
import { Groups } from './Groups.tsx'
import { Verdict } from './Verdict.tsx'

export type Pointing = {
  labelOf: (finding: Finding) => string
  active: readonly string[]
  onActive: (keys: readonly string[]) => void
  /** Brings the place into view. */
  onGo: (keys: readonly string[]) => void
}

/** What was found, the weightiest first. */
export function Findings({ analysis, findings, ...pointing }: { analysis: TextAnalysis; findings: readonly Finding[] } & Pointing) {
  const { t } = useTranslation('classification')
  const part = (layer: Layer, title: string, none?: string) => {
    const groups = groupsOf(findings, layer)
    if (groups.length === 0 && !none) return null
    return (
      <Part title={t(title)}>{groups.length > 0 ? <Groups groups={groups} {...pointing} /> : <p className="meta">{t(none ?? '')}</p>}</Part>
    )
  }
  const { satisfaction, keywords } = analysis
  return (
    <section className="lab-findings" aria-label={t('lab.result')}>
      <Verdict analysis={analysis} />
      <Categories analysis={analysis} findings={findings} {...pointing} />
      {satisfaction && (
        <Part title={t('lab.conversation')}>
          <p className="meta">
            {t('lab.satisfaction')} <strong className="figures">{ratioText(satisfaction.end, 0)}</strong>
          </p>
          <EmotionCurve
            label={t('lab.curve')}
            points={satisfaction.turns.map(({ turn, emotion, satisfied }) => ({
              key: String(turn),
              label: t('lab.turnNo', { turn: turn + 1 }),
              level: emotion,
              satisfied,
            }))}
          />
        </Part>
      )}
      {part('signal', 'lab.signals', 'lab.noSignals')}
      {part('stage', 'lab.stageReasons', 'lab.noStageReasons')}
      {part('severity', 'lab.severityReasons', 'lab.noSeverityReasons')}
      {part('personal', 'lab.personal')}
      {part('entity', 'lab.entities')}
      {keywords.length > 0 && (
        <Part title={t('lab.keywords')}>
          <ul className="lab-keywords">
            {keywords.map(({ word }) => (
              <li key={word}>{word}</li>
            ))}
          </ul>
        </Part>
      )}
    </section>
  )
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card lab-part">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
