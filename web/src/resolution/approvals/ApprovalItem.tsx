import type { ApprovalRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { moneyText } from '../../platform/index.ts'
import { DueBadge } from '../../ui/index.ts'

type Props = { row: ApprovalRow; isChosen: boolean; rowProps: Record<string, unknown> }

/** One that waits: how much, for what, until when. */
export function ApprovalItem({ row, isChosen, rowProps }: Props) {
  const { t } = useTranslation('resolution')
  return (
    <li>
      <button type="button" className="approval-item" aria-pressed={isChosen} {...rowProps}>
        <span className="approval-head">
          <strong className="figures">{moneyText(row.amountFen)}</strong>
          <span>{t(`ui:remedyKind.${row.kind}`)}</span>
          <DueBadge dueAt={row.dueAt} />
        </span>
        <span className="approval-subject">{row.case.subject}</span>
        <span className="meta">
          {[row.case.number, row.proposedBy?.name, !row.mayApprove && t('approvals.aboveMine')].filter(Boolean).join(' · ')}
        </span>
      </button>
    </li>
  )
}
