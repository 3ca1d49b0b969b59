import type { RemedyKind, RemedyProposal, RemedyProposals } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { moneyText } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'
import { useRemedyProposals } from './queries.ts'
import './portrait.css'

type Props = {
  caseId: string
  /** Opens the form of the remedy with this; left out: nothing can be granted now. */
  onUse?: ((preset: { kind: RemedyKind; amountFen: number; text: string }) => void) | undefined
  onThank?: ((text: string) => void) | undefined
}

/** 曾让这位客户满意: proposals for a remedy, and whether the complaint deserves thanks. Nothing is granted before a person sends the form. */
export function ProposalPanel({ caseId, onUse, onThank }: Props) {
  const { t } = useTranslation('portrait')
  const found = useRemedyProposals(caseId)
  if (!found.data) return null
  const { proposals, earlierCases, thanks } = found.data
  const isThankable = thanks.given !== null || (thanks.useful.length > 0 && thanks.can)
  if (proposals.length === 0 && !isThankable) return null
  return (
    <section className="part" aria-label={t('proposal.title')}>
      {proposals.length > 0 && (
        <>
          <h2>{t('proposal.title')}</h2>
          <p className="meta">{t('proposal.basis', { count: earlierCases })}</p>
          <ul className="portrait-list">
            {proposals.map((proposal) => (
              <Proposal key={proposal.kind} proposal={proposal} onUse={onUse} />
            ))}
          </ul>
        </>
      )}
      {isThankable && <Thanks thanks={thanks} onThank={onThank} />}
    </section>
  )
}

function Proposal({ proposal, onUse }: { proposal: RemedyProposal; onUse: Props['onUse'] }) {
  const { t } = useTranslation('portrait')
  const { kind, amountFen, cappedBy, satisfied, tried, cases } = proposal
  return (
    <li>
      <span>
        <strong>
          {kind === 'explanation' ? t('explanation') : t(`ui:remedyKind.${kind}`)} {amountFen > 0 && moneyText(amountFen)}
        </strong>{' '}
        {t('satisfying.times', { satisfied, tried })}
      </span>
      <span className="meta">
        {cappedBy && `${t(`proposal.capped.${cappedBy}`)} `}
        {cases.map(({ id, number }) => (
          <Link key={id} to={`/cases/${id}`}>
            {number}
          </Link>
        ))}
      </span>
      {onUse && kind !== 'explanation' && (
        <Button size="small" onClick={() => onUse({ kind, amountFen, text: t('proposal.text') })}>
          {t('proposal.use')}
        </Button>
      )}
    </li>
  )
}

function Thanks({ thanks: { useful, given, can }, onThank }: { thanks: RemedyProposals['thanks']; onThank: Props['onThank'] }) {
  const { t } = useTranslation('portrait')
  return (
    <>
      <h2>{t('thanks.title')}</h2>
      <ul className="portrait-list">
        {useful.map(({ code, id, title }) => (
          <li key={id}>
            {t(`thanks.useful.${code}`)} <Link to={code === 'action' ? `/actions/${id}` : `/ideas/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
      {given ? (
        <p className="meta">
          {t('thanks.given', { amount: given.amountFen > 0 ? moneyText(given.amountFen) : t('thanks.words'), by: given.by?.name ?? '–' })}{' '}
          <Instant at={given.at} />
        </p>
      ) : (
        can &&
        onThank && (
          <Button size="small" onClick={() => onThank(t('thanks.text', { title: useful[0]?.title ?? '' }))}>
            {t('thanks.give')}
          </Button>
        )
      )}
    </>
  )
}
