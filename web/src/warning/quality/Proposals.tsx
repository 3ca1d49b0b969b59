import type { WarningProposal } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, ratioText, useMay } from '../../platform/index.ts'
import { ProblemNotice, ReasonModal } from '../../ui/index.ts'
import { useProposals, useWarningWrites } from '../queries.ts'
import { useWarningWords } from '../use-warning-words.ts'

/** 阈值建议: what false labels teach; a person accepts, and a new version of the rules counts from then. */
export function Proposals() {
  const { t } = useTranslation('warning')
  const { message } = App.useApp()
  const proposals = useProposals()
  const mayManage = useMay('warnings:manage')
  const { label } = useWarningWords()
  const { post } = useWarningWrites()
  const [accepting, setAccepting] = useState<WarningProposal>()
  const rows = proposals.data?.rows ?? []
  const said = (row: WarningProposal) =>
    t('proposal.what', { kind: t(`kind.${row.kind}`), fact: label(row.fact), atLeast: numberText(row.atLeast, 2) })
  return (
    <section className="warning-section card warning-part" aria-labelledby="proposals">
      <h2 id="proposals">{t('proposal.title')}</h2>
      <p className="meta">{t('proposal.hint')}</p>
      {proposals.isError && <ProblemNotice problem={proposals.error} onRetry={proposals.refetch} />}
      {proposals.data && rows.length === 0 && <p>{t('proposal.none')}</p>}
      <ul className="warning-list">
        {rows.map((row) => (
          <li key={`${row.kind} ${row.fact}`}>
            <div className="warning-line">
              <strong>{said(row)}</strong>
              {row.now !== null && <span className="meta">{t('proposal.now', { now: numberText(row.now, 2) })}</span>}
              {mayManage && (
                <Button size="small" onClick={() => setAccepting(row)}>
                  {t('proposal.accept')}
                </Button>
              )}
            </div>
            <div>
              <Link to={`/warnings?state=all&kind=${row.kind}&verdict=false#rest`}>
                {t('proposal.dropped', { count: row.falseDropped })}
              </Link>
              {t('proposal.kept', { trueKept: row.trueKept, falseKept: row.falseKept })}
              {t('proposal.precision', { before: ratioText(row.precisionBefore), after: ratioText(row.precisionAfter) })}
            </div>
          </li>
        ))}
      </ul>
      {accepting && (
        <ReasonModal
          open
          title={said(accepting)}
          okText={t('proposal.accept')}
          consequence={t('proposal.consequence')}
          onConfirm={async (reason) => {
            const { kind, fact, atLeast } = accepting
            await post({ path: '/warning-proposals/acceptances', body: { kind, fact, atLeast, reason } })
            void message.success(t('proposal.accepted'))
          }}
          onClose={() => setAccepting(undefined)}
        />
      )}
    </section>
  )
}
