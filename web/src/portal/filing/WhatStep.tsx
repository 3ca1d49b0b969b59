import { useState } from 'react'
import { lackingOf, longestText, toldIn } from '../draft/filing.ts'
import { LongField } from '../parts/Field.tsx'
import { tickIcon } from '../parts/icons.tsx'
import { usePortal } from '../portal-context.ts'
import { type StepProps, StepScreen } from './StepScreen.tsx'

/** 发生了什么: in their own words; what would make it quicker is said, never demanded. */
export function WhatStep(props: StepProps) {
  const { t } = usePortal()
  const { filing, change } = props
  const [refused, setRefused] = useState(0)
  const lacking = lackingOf(filing, 'what').text
  const left = longestText - filing.text.trim().length
  return (
    <StepScreen
      {...props}
      title={t('filing.what.title')}
      act={t('filing.next')}
      refused={refused}
      onAct={() => (lacking ? setRefused(refused + 1) : props.onNext())}
    >
      <LongField
        rows={7}
        label={<span className="out-of-sight">{t('filing.what.title')}</span>}
        hint={t('filing.what.hint')}
        value={filing.text}
        onType={(text) => change({ text })}
        error={refused > 0 && lacking ? t(`filing.what.${lacking}`, { limit: longestText.toLocaleString('en') }) : undefined}
      />
      {left < 2_000 && <p className="meta">{t('filing.what.left', { left: left.toLocaleString('en') })}</p>}
      <div className="facts">
        <p className="meta">{t('filing.what.quicker')}</p>
        <ul>
          {toldIn(filing.text).map(({ fact, isTold }) => (
            <li key={fact} className={isTold ? 'told' : undefined}>
              <span className="fact-mark">{isTold && tickIcon}</span>
              {t(`filing.what.fact.${fact}`)}
              {isTold && <span className="out-of-sight">{t('filing.what.told')}</span>}
            </li>
          ))}
        </ul>
      </div>
    </StepScreen>
  )
}
