import type { FollowUpRule, ProcessStep } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useFormat, useShippedName } from '../platform/index.ts'
import { bracketed, colon, comma } from '../platform/punctuation.ts'
import { FlowPicture } from './FlowPicture.tsx'
import { useStepWords } from './use-step-words.ts'

type Props = { title: string; category: string | null; effectiveFrom: string | null; steps: readonly ProcessStep[]; followUp: FollowUpRule }

/** The process as people read it, on the page and on paper: the picture, each step, the follow-up rule. */
export function ProcessDocument({ title, category, effectiveFrom, steps, followUp }: Props) {
  const { t } = useTranslation('processes')
  const { instant } = useFormat()
  const named = useShippedName()
  const words = useStepWords()
  return (
    <article className="process-document card">
      <header>
        <h2>{named(title)}</h2>
        <p className="meta">
          {t('document.for')}
          {colon()}
          {words.category(category)}
          {effectiveFrom && ` · ${t('document.effective')}${colon()}${instant(effectiveFrom)}`}
        </p>
      </header>
      <div className="flow-frame">
        <FlowPicture title={named(title)} steps={steps} />
      </div>
      <div className="flow-frame">
        <table className="steps-table">
          <thead>
            <tr>
              <th scope="col">{t('document.no')}</th>
              <th scope="col">{t('document.step')}</th>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('who')}</th>
              <th scope="col">{t('fields')}</th>
              <th scope="col">{t('limit')}</th>
              <th scope="col">{t('guidance')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, index) => (
              <tr key={step.act}>
                <td>{index + 1}</td>
                <th scope="row">{words.step(step.act)}</th>
                <td>
                  {words.when(step)}
                  {!step.inOrder && bracketed(t('orderOf.any'))}
                </td>
                <td>{words.who(step)}</td>
                <td>{step.fields.length > 0 ? step.fields.map(words.field).join(comma()) : '—'}</td>
                <td>
                  {step.limit?.watched && '◷ '}
                  {words.limit(step)}
                </td>
                <td>{named(step.guidance ?? '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">{t('document.limitsNote')}</p>
      <h3>{t('followUp.title')}</h3>
      <p>{words.followUp(followUp)}</p>
    </article>
  )
}
