import type { CareScript } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** The steps of LSCIA with what to say at each, and what not to say. */
export function ScriptText({ script: { steps, avoid } }: { script: CareScript }) {
  const { t } = useTranslation('contacts')
  return (
    <>
      <ol>
        {steps.map(({ step, says }) => (
          <li key={step}>
            <strong>{t(`step.${step}`)}</strong>
            {[...new Set(says)].map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </li>
        ))}
      </ol>
      {avoid.length > 0 && (
        <p className="meta">
          {t('script.avoid')} {avoid.join(' · ')}
        </p>
      )}
    </>
  )
}
