import { fewestLabelledCases, type LearningResult, type LearningRun } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { numberText } from '../../platform/index.ts'
import { useHeadWord } from './use-head-word.ts'

/** What came of a run, a sentence a head. */
export function RunResults({ run: { state, results } }: { run: LearningRun }) {
  const { t } = useTranslation('classification')
  if (state === 'failed') return <p className="learning-failed">{t('models.learning.failed')}</p>
  return (
    <ul>
      {results.map((result) => (
        <li key={result.head} data-outcome={result.outcome}>
          <Outcome result={result} />
        </li>
      ))}
    </ul>
  )
}

function Outcome({ result }: { result: LearningResult }) {
  const { t } = useTranslation('classification')
  const headWord = useHeadWord()
  const { outcome, labelled, heldOut, champion, challenger } = result
  const missing = fewestLabelledCases - labelled
  const words = outcome === 'tooFew' && missing <= 0 ? 'tooFewKinds' : outcome
  return t(`models.learning.${words}`, {
    head: headWord(result),
    count: heldOut,
    labelled: numberText(labelled),
    missing,
    before: champion?.macroF1.toFixed(2) ?? t('models.none'),
    after: challenger?.macroF1.toFixed(2) ?? t('models.none'),
  })
}
