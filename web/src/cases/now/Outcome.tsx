import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName } from '../../classification/index.ts'
import { FindingPart } from '../../findings/index.ts'
import { useMay } from '../../platform/index.ts'
import { Instant } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { FoldedText } from '../story/FoldedText.tsx'

const shownCharacters = 160

type ByAndWhen = { by: { name: string } | null; at: string }

function Signature({ by, at }: ByAndWhen) {
  const { t } = useTranslation('cases')
  return (
    <span className="meta">
      {by?.name ?? t('story.system')} <Instant at={at} />
    </span>
  )
}

/** 返回结果: what the unit found, and whether the review passed it. */
export function Returned() {
  const { t } = useTranslation('cases')
  const { returned } = useCaseOnPage().complaintCase
  if (!returned) return null
  return (
    <section className="part">
      <header className="part-head">
        <h2>{t('now.returned')}</h2>
        <span className="meta">{t(returned.review ? `verdict.${returned.review}` : 'now.notReviewed')}</span>
      </header>
      <p>
        <strong>{t(`ui:finding.${returned.finding}`)}</strong>
      </p>
      <FoldedText text={returned.result} limit={shownCharacters} />
      <Signature {...returned} />
    </section>
  )
}

/** 答复: what the customer was told. */
export function Answered() {
  const { t } = useTranslation('cases')
  const { answer, finding } = useCaseOnPage().complaintCase
  if (!answer) return null
  return (
    <section className="part">
      <header className="part-head">
        <h2>{t('now.answer')}</h2>
        {finding && <span className="meta">{t(`ui:finding.${finding}`)}</span>}
      </header>
      <FoldedText text={answer.text} limit={shownCharacters} />
      <Signature {...answer} />
    </section>
  )
}

/** 认定 with its appeals, by the three questions. */
export function Findings() {
  return <FindingPart complaintCase={useCaseOnPage().complaintCase} />
}

/** 回访: every call and the survey, and what came of it. Scores of one's own work are told once the case is over. */
export function FollowUps() {
  const { t } = useTranslation('cases')
  const { followUps, survey } = useCaseOnPage().complaintCase
  if (followUps.length === 0 && !survey) return null
  const score = survey?.satisfaction ? t(`satisfaction.${survey.satisfaction}`) : ''
  return (
    <section className="part">
      <h2>{t('now.followUps')}</h2>
      {survey && (
        <p className="meta">
          {t(`now.survey.${survey.state}`)} {survey.secret ? t('now.survey.secret') : score}{' '}
          {survey.answeredAt && <Instant at={survey.answeredAt} />}
        </p>
      )}
      <ul className="plain">
        {followUps.map((followUp) => (
          <li key={followUp.id} className="task">
            <span className="task-head">
              <strong>{t(`verdict.${followUp.verdict}`)}</strong>
              {followUp.satisfaction && <span className="meta">{t(`satisfaction.${followUp.satisfaction}`)}</span>}
            </span>
            {followUp.note && <FoldedText text={followUp.note} limit={shownCharacters} />}
            <Signature {...followUp} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 根因: what caused the problem. */
export function RootCause() {
  const { t } = useTranslation('cases')
  const { rootCause } = useCaseOnPage().complaintCase
  const causeName = useCatalogueName('causes')
  if (!rootCause) return null
  return (
    <section className="part">
      <h2>{t('now.rootCause')}</h2>
      <p>
        <strong>{causeName(rootCause.code)}</strong>
      </p>
      <FoldedText text={rootCause.text} limit={shownCharacters} />
      <Signature {...rootCause} />
      <CauseLinks code={rootCause.code} />
    </section>
  )
}

/** Where its cause is drawn, and what is done against it. */
function CauseLinks({ code }: { code: string }) {
  const { t } = useTranslation('improvement')
  const { id, subject } = useCaseOnPage().complaintCase
  const mayDraw = useMay('cases:findCause')
  const about = new URLSearchParams([
    ['new', '1'],
    ['forCase', id],
    ['problem', subject],
  ])
  return (
    <p className="meta">
      {mayDraw && <Link to={`/cause-trees?${about}`}>{t('fromCase.draw')}</Link>}{' '}
      <Link to={`/actions?cause=${code}`}>{t('fromCase.actions')}</Link>
    </p>
  )
}
