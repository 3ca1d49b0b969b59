import type { TextAnalysis } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { SeverityTag, StageMark } from '../../ui/index.ts'
import { useTextWords } from '../use-text-words.ts'

/** 结论: stage, severity, emotion, sentiment, state of mind, and how sure the engine is. */
export function Verdict({ analysis }: { analysis: TextAnalysis }) {
  const { t } = useTranslation('classification')
  const { word } = useTextWords()
  const { stage, severity, emotion, sentiment, mindset, complaint, language, confidence, signals } = analysis
  const done = { stage: stage.level, word: t(`ui:stage.${stage.level}`), severity: t(`ui:severity.${severity}`), count: signals.length }
  return (
    <section className="card lab-verdict">
      <p className="out-of-sight" role="status">
        {t('lab.done', done)}
      </p>
      <dl>
        <Fact name={t('lab.stage')} sure={confidence.stage}>
          <StageMark stage={stage.level} />
        </Fact>
        <Fact name={t('lab.severity')} sure={confidence.severity}>
          <SeverityTag severity={severity} />
        </Fact>
        <Fact name={t('lab.emotion')} sure={confidence.emotion}>
          {t('lab.emotionOf', { kind: word('emotion', emotion.kind), level: emotion.level })}
          <span
            className="lab-dots"
            role="img"
            aria-label={t('lab.emotionFull', { level: emotion.level, word: t(`text.emotionLevel.${emotion.level}`) })}
          >
            {[1, 2, 3, 4].map((step) => (
              <span key={step} data-on={step <= emotion.level || undefined} />
            ))}
          </span>
        </Fact>
        <Fact name={t('lab.complaint')}>
          <strong className="figures">{ratioText(complaint, 0)}</strong>
        </Fact>
        <Fact name={t('lab.mindset')} sure={mindset ? confidence.mindset : undefined}>
          {mindset ? t(`text.mindset.${mindset}`) : t('lab.noMindset')}
        </Fact>
        <Fact name={t('lab.sentiment')} sure={confidence.sentiment}>
          {t(`text.sentiment.${sentiment}`)}
        </Fact>
        <Fact name={t('lab.language')}>{t(`text.language.${language}`)}</Fact>
      </dl>
    </section>
  )
}

function Fact({ name, sure, children }: { name: string; sure?: number | undefined; children: ReactNode }) {
  const { t } = useTranslation('classification')
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {sure !== undefined && sure > 0 && <span className="meta figures">{t('lab.sure', { share: ratioText(sure, 0) })}</span>}
      </dd>
    </div>
  )
}
