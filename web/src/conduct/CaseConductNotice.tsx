import type { CaseConduct, StaffProtection } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant, ReasonModal } from '../ui/index.ts'
import { endProtection, useCaseConduct, useRefreshConduct } from './queries.ts'
import { RestrictionNotice } from './RestrictionNotices.tsx'
import './conduct.css'
import { comma } from '../platform/punctuation.ts'

/** 工单页: protection that runs, with its steps and who was called; and what is in force for the customer. */
export function CaseConductNotice({ caseId }: { caseId: string }) {
  const conduct = useCaseConduct(caseId)
  if (!conduct.data) return null
  const { notices, urgent, protections, plan, can } = conduct.data
  const running = protections.find(({ endedAt }) => endedAt === null)
  return (
    <>
      {running && <Running caseId={caseId} protection={running} plan={plan} mayEnd={can.protect} />}
      {notices.map((notice) => (
        <RestrictionNotice key={notice.restrictionId} notice={notice} urgent={urgent} />
      ))}
    </>
  )
}

type RunningProps = { caseId: string; protection: StaffProtection; plan: CaseConduct['plan']; mayEnd: boolean }

function Running({ caseId, protection, plan, mayEnd }: RunningProps) {
  const { t } = useTranslation('conduct')
  const refresh = useRefreshConduct()
  const [isEnding, setEnding] = useState(false)
  const { threat, reason, at, by, called } = protection
  return (
    <aside className="conduct-notice is-threat" aria-label={t('protection.title')}>
      <div className="conduct-line">
        <strong>{t('protection.running', { threat: t(`threat.${threat}`) })}</strong>
        <span className="meta">
          {by?.name} <Instant at={at} />
        </span>
        {plan && <Link to={`/knowledge/${plan.id}`}>{t('protection.plan')}</Link>}
        {mayEnd && (
          <Button size="small" onClick={() => setEnding(true)}>
            {t('protection.end')}
          </Button>
        )}
      </div>
      <p className="conduct-text">{reason}</p>
      <p>{t('protection.called', { people: called.map(({ name }) => name).join(comma()) })}</p>
      {plan && (
        <details open>
          <summary>{plan.title}</summary>
          <ol className="conduct-steps">
            {plan.steps.map(({ title, detail, who }) => (
              <li key={title}>
                <strong>{title}</strong> {who && <span className="meta">{who}</span>}
                <p>{detail}</p>
              </li>
            ))}
          </ol>
          {plan.script && <blockquote className="conduct-text">{plan.script}</blockquote>}
        </details>
      )}
      <ReasonModal
        open={isEnding}
        title={t('protection.endTitle')}
        consequence={t('protection.endHint')}
        okText={t('protection.end')}
        onConfirm={async (text) => {
          await endProtection(caseId, text)
          await refresh()
        }}
        onClose={() => setEnding(false)}
      />
    </aside>
  )
}
