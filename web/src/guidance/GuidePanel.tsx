import type { Guide, GuideItem, GuideStep } from '@zhiwei/contract'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { Phrases } from './Phrases.tsx'
import { useGuide, useGuideActs } from './queries.ts'
import './guidance.css'

type Step = Guide['steps'][number]
const isToDo = ({ kind }: GuideItem) => kind !== 'avoid'
const isOver = ({ items }: Step) => items.filter(isToDo).every(({ done }) => done !== null)

/** 处理指引: LSCIA for this customer, a step at a time, with ticks; and phrases to take. @param onSay puts words into the reply */
export function GuidePanel({ caseId, onSay }: { caseId: string; onSay?: ((text: string) => void) | undefined }) {
  const { t } = useTranslation('guidance')
  const { data: guide, isError, error, refetch } = useGuide(caseId)
  const [chosen, setChosen] = useState<GuideStep>()
  if (isError) return <ProblemNotice problem={error} onRetry={refetch} />
  if (!guide) return <Bones />
  const step = guide.steps.find((one) => one.step === (chosen ?? guide.current ?? 'ask'))
  return (
    <>
      <section className="part guide" aria-label={t('title')}>
        <h2>{t('title')}</h2>
        <Basis basis={guide.basis} />
        <fieldset className="guide-steps" aria-label={t('steps')}>
          {guide.steps.map((one, at) => (
            <button
              key={one.step}
              type="button"
              className={`guide-step${isOver(one) ? ' is-over' : ''}`}
              aria-pressed={one === step}
              onClick={() => setChosen(one.step)}
            >
              {t('stepTitle', { no: '①②③④⑤'.charAt(at), step: t(`step.${one.step}`) })}
              {isOver(one) && ' ✓'}
            </button>
          ))}
        </fieldset>
        {step && <Items caseId={caseId} step={step} mayTick={guide.can.tick} />}
        {guide.current === null && <p className="meta">{t('allDone')}</p>}
      </section>
      {guide.phrases.length > 0 && <Phrases caseId={caseId} phrases={guide.phrases} mayUse={guide.can.tick} onSay={onSay} />}
    </>
  )
}

const bones = ['1', '2', '3', '4', '5', '6', '7']

/** Guide and phrases in their shape while they come, so that what stands below is not pushed away. */
function Bones() {
  const { t } = useTranslation('guidance')
  return (['title', 'phrases.title'] as const).map((part) => (
    <section key={part} className="part guide" aria-busy="true" aria-label={t(part)}>
      <h2>{t(part)}</h2>
      {bones.map((bone) => (
        <div key={bone} className="bone bone-row" />
      ))}
    </section>
  ))
}

function Basis({ basis: { stage, mindset, emotion } }: Pick<Guide, 'basis'>) {
  const { t } = useTranslation('guidance')
  const known = [
    stage !== null && t('basisStage', { stage }),
    mindset && t(`mindset.${mindset}`),
    emotion && t([`emotion.${emotion.kind}`, 'basisNone']),
  ].filter(Boolean)
  return <p className="meta">{t('basis', { what: known.length > 0 ? known.join(' · ') : t('basisNone') })}</p>
}

function Items({ caseId, step: { step, items }, mayTick }: { caseId: string; step: Step; mayTick: boolean }) {
  const { t } = useTranslation('guidance')
  const { tick } = useGuideActs(caseId)
  const toDo = items.filter(isToDo)
  return (
    <>
      <ul className="plain guide-items" aria-label={t(`step.${step}`)}>
        {items.map((item) => (
          <li key={item.code} className={`guide-item is-${item.kind}`}>
            {isToDo(item) ? (
              <Checkbox
                checked={item.done !== null}
                disabled={!mayTick}
                onChange={({ target }) => tick.mutate({ item: item.code, done: target.checked })}
              >
                <Words item={item} />
              </Checkbox>
            ) : (
              <Words item={item} />
            )}
          </li>
        ))}
      </ul>
      <p className="meta">{t('done', { items: toDo.filter(({ done }) => done).length, all: toDo.length })}</p>
      {tick.isError && <ProblemNotice problem={tick.error} />}
    </>
  )
}

function Words({ item: { kind, text, done } }: { item: GuideItem }) {
  const { t } = useTranslation('guidance')
  const { instant } = useFormat()
  const by = done && t('by', { name: done.by?.name ?? '', at: instant(done.at) })
  return (
    <span title={by ?? undefined}>
      <span className="guide-kind">{t(`kind.${kind}`)}</span> {text}
    </span>
  )
}
