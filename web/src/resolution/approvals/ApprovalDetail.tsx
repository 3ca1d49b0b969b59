import type { ApprovalRow } from '@zhiwei/contract'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName } from '../../classification/index.ts'
import { api, moneyText, useHotkey } from '../../platform/index.ts'
import { comma } from '../../platform/punctuation.ts'
import { FormModal, Instant, KeyHint, ReasonModal, StatusTag } from '../../ui/index.ts'
import { AdvicePanel } from '../AdvicePanel.tsx'
import { useRefresh } from '../queries.ts'
import { LikeCases } from './LikeCases.tsx'

/** One approval with what it takes to decide: the case, the limit, like cases, the advice. */
export function ApprovalDetail({ row }: { row: ApprovalRow }) {
  const { t } = useTranslation('resolution')
  const { message } = App.useApp()
  const refresh = useRefresh('cases')
  const [deciding, setDeciding] = useState<'approved' | 'refused' | null>(null)
  useHotkey('y', () => setDeciding('approved'), { description: t('approvals.approve'), enabled: row.mayApprove })
  useHotkey('x', () => setDeciding('refused'), { description: t('approvals.refuse') })

  async function decide(verdict: 'approved' | 'refused', reason: string | undefined) {
    const body = { remedyId: row.remedyId, verdict, ...(reason?.trim() && { reason: reason.trim() }) }
    await api.post(`/cases/${row.case.id}/approvals`, body)
    void message.success(t(`approvals.done.${verdict}`, { amount: moneyText(row.amountFen) }))
    await refresh()
  }

  return (
    <div className="approval-detail">
      <section className="card part">
        <header className="approval-title">
          <h2>
            {t(`ui:remedyKind.${row.kind}`)} {moneyText(row.amountFen)}
          </h2>
          <span className="resolution-acts">
            <Button type="primary" disabled={!row.mayApprove} onClick={() => setDeciding('approved')}>
              {t('approvals.approve')} <KeyHint keys="y" />
            </Button>
            <Button onClick={() => setDeciding('refused')}>
              {t('approvals.refuse')} <KeyHint keys="x" />
            </Button>
          </span>
        </header>
        <p>{row.text}</p>
        <Proposal row={row} />
        {!row.mayApprove && (
          <p className="advice-warn">
            {t('approvals.notCovered', {
              remaining: moneyText(row.authority.remainingFen),
              bound: t(`advice.bound.${row.authority.boundBy}`, { limit: moneyText(row.authority.limitFen) }),
            })}
          </p>
        )}
      </section>
      <CaseSummary row={row} />
      <AdvicePanel caseId={row.case.id} amountFen={row.amountFen} isCard />
      <LikeCases caseId={row.case.id} />
      <FormModal<{ reason?: string }>
        open={deciding === 'approved'}
        title={t('approvals.approveTitle', { amount: moneyText(row.amountFen), number: row.case.number })}
        okText={t('approvals.approve')}
        onSubmit={({ reason }) => decide('approved', reason)}
        onClose={() => setDeciding(null)}
      >
        <Form.Item name="reason" label={t('approvals.comment')}>
          <Input.TextArea rows={2} maxLength={2000} autoFocus />
        </Form.Item>
      </FormModal>
      <ReasonModal
        open={deciding === 'refused'}
        title={t('approvals.refuseTitle', { amount: moneyText(row.amountFen), number: row.case.number })}
        okText={t('approvals.refuse')}
        danger
        onConfirm={(reason) => decide('refused', reason)}
        onClose={() => setDeciding(null)}
      />
    </div>
  )
}

function Proposal({ row }: { row: ApprovalRow }) {
  const { t } = useTranslation('resolution')
  const asked = row.asked.map(({ name }) => name).join(comma())
  return (
    <p className="meta">
      {t('approvals.proposed', { name: row.proposedBy?.name ?? '' })} <Instant at={row.proposedAt} />
      {asked && ` · ${t('approvals.asked', { names: asked })}`}
      {row.reminders > 0 && ` · ${t('approvals.reminded', { count: row.reminders })}`}
    </p>
  )
}

function CaseSummary({ row: { case: c } }: { row: ApprovalRow }) {
  const { t } = useTranslation('resolution')
  const categoryName = useCatalogueName('categories')
  return (
    <section className="card part">
      <header className="approval-title">
        <Link to={`/cases/${c.id}`}>{c.subject}</Link>
        <StatusTag status={c.status} />
      </header>
      <p className="meta">
        {[
          c.number,
          c.category && categoryName(c.category),
          c.finding && t(`ui:finding.${c.finding}`),
          c.customer && `${c.customer.name}${c.customer.tier === 'ordinary' ? '' : ` ${t(`ui:tier.${c.customer.tier}`)}`}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </section>
  )
}
