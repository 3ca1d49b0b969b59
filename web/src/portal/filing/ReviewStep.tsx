import type { PortalDuplicate } from '@zhiwei/contract'
import { type ReactNode, useEffect, useState } from 'react'
import { addressOf } from '../address.ts'
import { calls } from '../calls.ts'
import { complaintOf } from '../draft/complaint.ts'
import type { Filing, FilingStep } from '../draft/filing.ts'
import { PlaceLink } from '../frame/Frame.tsx'
import { Problem } from '../parts/Problem.tsx'
import { usePortal } from '../portal-context.ts'
import { isPreview } from '../preview.ts'
import type { Speak } from '../words.ts'
import { DuplicateNotice } from './DuplicateNotice.tsx'
import { type Remedy, remedies } from './RemedyStep.tsx'
import { type StepProps, StepScreen } from './StepScreen.tsx'
import type { Sent } from './sent.ts'

/** 核对提交: everything once more, each part one tap from being changed; consent; sending, by hand again when it failed. */
export function ReviewStep({ onSent, ...props }: StepProps & { onSent: (filed: Sent) => Promise<void> }) {
  const { tenant, settings, language, t, say } = usePortal()
  const { filing, files } = props
  const [isAgreed, setIsAgreed] = useState(false)
  const [refused, setRefused] = useState(0)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const duplicate = useDuplicate(filing)

  async function send() {
    if (!isAgreed) return setRefused(refused + 1)
    if (isPreview()) return say(t('frame.preview'))
    setBusy(true)
    setProblem(undefined)
    const said = { tenant, consentVersion: settings.consent.version, language, remedies: remediesIn(filing, t) }
    try {
      const filed = await calls.file(complaintOf(filing, said))
      await onSent(filed.differs ? { ...filed, laterText: filing.text.trim() } : filed)
    } catch (failed) {
      setProblem(failed)
      setBusy(false)
    }
  }

  const part = (step: FilingStep, shown: ReactNode) => (
    <div className="review-part">
      <dt>{t(`filing.review.${step as 'what'}`)}</dt>
      <dd>
        <span>{shown}</span>
        <PlaceLink to={addressOf({ tenant, page: 'new', step })}>
          {t('filing.review.change')}
          <span className="out-of-sight"> {t(`filing.review.${step as 'what'}`)}</span>
        </PlaceLink>
      </dd>
    </div>
  )
  const wishes = [...remediesIn(filing, t), filing.remedyText.trim()].filter(Boolean).join(t('part.comma'))
  return (
    <StepScreen
      {...props}
      title={t('filing.review.title')}
      act={t(problem ? 'filing.review.again' : 'filing.review.send')}
      busy={busy}
      refused={refused}
      onAct={() => void send()}
    >
      {duplicate && <DuplicateNotice duplicate={duplicate} />}
      <dl className="review">
        {part('about', settings.categories.find(({ code }) => code === filing.category)?.name ?? t('filing.review.unsure'))}
        {part('what', <span className="their-words">{filing.text.trim()}</span>)}
        {part(
          'evidence',
          [files.length > 0 && t('filing.review.files', { count: files.length }), filing.reference.trim()]
            .filter(Boolean)
            .join(t('part.comma')) || t('filing.review.none'),
        )}
        {part('contact', contactIn(filing) || t('filing.contact.way.none'))}
        {part('remedy', wishes || t('filing.review.none'))}
      </dl>
      <section className="card consent" aria-label={t('filing.consent.title')}>
        <h2>{t('filing.consent.title')}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
        <div className="consent-text" tabIndex={0}>
          {settings.consent.text}
        </div>
        <label className="tick">
          <input
            type="checkbox"
            checked={isAgreed}
            aria-invalid={refused > 0 && !isAgreed ? true : undefined}
            aria-describedby={refused > 0 && !isAgreed ? 'consent-needed' : undefined}
            onChange={(event) => setIsAgreed(event.target.checked)}
          />
          <span>{t('filing.consent.agree', { version: settings.consent.version })}</span>
        </label>
        {refused > 0 && !isAgreed && (
          <p className="wrong" id="consent-needed">
            {t('filing.consent.needed')}
          </p>
        )}
      </section>
      {problem !== undefined && <Problem problem={problem} />}
      {problem !== undefined && <p className="meta">{t(props.isKept ? 'filing.review.stillHere' : 'filing.review.stillOnPage')}</p>}
    </StepScreen>
  )
}

export const remediesIn = (filing: Filing, t: Speak) =>
  remedies.filter((remedy) => filing.remedies.includes(remedy)).map((remedy: Remedy) => t(`filing.remedy.of.${remedy}`))

const contactIn = ({ contactBy, phone, email, name }: Filing) =>
  contactBy === 'none' ? '' : [contactBy === 'phone' ? phone.trim() : email.trim(), name.trim()].filter(Boolean).join(' · ')

/** 重复提示: only who has a session on this device can be told; for all others the answer is a refusal and nothing is shown. */
function useDuplicate({ text, category }: Filing) {
  const [duplicate, setDuplicate] = useState<PortalDuplicate | null>(null)
  useEffect(() => {
    let isWanted = true
    calls.duplicate(text.trim(), category).then(
      (answer) => isWanted && setDuplicate(answer.duplicate),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [text, category])
  return duplicate
}
