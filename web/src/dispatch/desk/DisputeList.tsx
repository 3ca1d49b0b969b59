import type { UseQueryResult } from '@tanstack/react-query'
import type { Dispute, ListOf } from '@zhiwei/contract'
import { App, Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { UnitSelect } from '../../identity/index.ts'
import { api, useMay } from '../../platform/index.ts'
import { EmptyState, FormModal, GrowingText, Instant, ProblemNotice, TableBones } from '../../ui/index.ts'
import { useRefresh } from '../queries.ts'

/** 待裁定争议: whose a case is said not to be, by whom and why; the supervisor decides. */
export function DisputeList({ disputes }: { disputes: UseQueryResult<ListOf<Dispute>> }) {
  const { t } = useTranslation('dispatch')
  const mayDecide = useMay('disputes:decide')
  const [deciding, setDeciding] = useState<Dispute>()
  if (disputes.isPending) return <TableBones />
  if (disputes.isError) return <ProblemNotice problem={disputes.error} onRetry={disputes.refetch} />
  const { rows } = disputes.data
  if (rows.length === 0) return <EmptyState title={t('dispute.emptyTitle')} detail={t('dispute.emptyDetail')} />
  return (
    <>
      <ol className="card choice-list dispute-list" aria-label={t('desk.disputes')}>
        {rows.map((one) => (
          <li key={one.id} className="dispute-line">
            <div>
              <Link to={`/cases/${one.caseId}`} className="desk-number">
                {one.caseNumber}
              </Link>{' '}
              <strong>{one.subject}</strong>
              <p className="meta">
                {t('dispute.by', { unit: one.unit.name, by: one.by?.name ?? '' })} <Instant at={one.at} /> {t(`dispute.${one.cause}`)}{' '}
                {one.sendBacks > 0 && t('desk.sentBackTimes', { count: one.sendBacks, shown: one.sendBacks })}
              </p>
              <p className="dispute-reason">{one.reason}</p>
            </div>
            {mayDecide && (
              <Button type="primary" onClick={() => setDeciding(one)}>
                {t('dispute.decide')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {deciding && <DecideModal dispute={deciding} onClose={() => setDeciding(undefined)} />}
    </>
  )
}

type Decision = { unitId: string; reason: string }

function DecideModal({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const { t } = useTranslation('dispatch')
  const { message } = App.useApp()
  const refresh = useRefresh()
  async function decide({ unitId, reason }: Decision) {
    await api.post(`/disputes/${dispute.id}/decision`, { unitId, reason: reason.trim() }).finally(() => void refresh())
    void message.success(t('dispute.done', { number: dispute.caseNumber }))
  }
  return (
    <FormModal<Decision>
      open
      title={t('dispute.decideTitle', { number: dispute.caseNumber })}
      okText={t('dispute.decide')}
      onSubmit={decide}
      onClose={onClose}
    >
      <Form.Item name="unitId" label={t('dispute.unit')} rules={[{ required: true, message: t('dispute.needUnit') }]}>
        <UnitSelect autoFocus />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('dispute.reason')}
        extra={t('dispute.reasonHint')}
        rules={[{ required: true, whitespace: true, message: t('dispute.needReason') }]}
      >
        <GrowingText minRows={3} maxRows={8} maxLength={2000} />
      </Form.Item>
    </FormModal>
  )
}
