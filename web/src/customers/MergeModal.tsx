import type { CustomerDetail, CustomerRow } from '@zhiwei/contract'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../ui/index.ts'
import { CustomerSearch } from './CustomerSearch.tsx'
import { MergeCompare } from './MergeCompare.tsx'
import { useCustomers, useMergeCustomers } from './queries.ts'
import { TierTag } from './TierTag.tsx'

/** 合并重复客户: find the double, see both side by side, say why. */
export function MergeModal({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation('customers')
  const [double, setDouble] = useState<CustomerRow>()
  const [reason, setReason] = useState('')
  const merge = useMergeCustomers(customer.id)
  return (
    <Modal
      open
      title={t('merge.title')}
      width={720}
      okText={t('merge.ok')}
      okButtonProps={{ danger: true, disabled: !double || !reason.trim(), loading: merge.isPending }}
      onOk={() => double && merge.mutate({ doubleId: double.id, reason: reason.trim() }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      {double ? (
        <>
          <MergeCompare kept={customer} double={double} />
          <Button type="link" size="small" onClick={() => setDouble(undefined)}>
            {t('merge.another')}
          </Button>
          <p>{t('merge.consequence')}</p>
          <label htmlFor="merge-reason">{t('ui:reason.label')}</label>
          <Input.TextArea
            id="merge-reason"
            rows={2}
            maxLength={2000}
            value={reason}
            autoFocus
            required
            onChange={({ target }) => setReason(target.value)}
          />
        </>
      ) : (
        <FindDouble keptId={customer.id} onChoose={setDouble} />
      )}
      {merge.isError && <ProblemNotice problem={merge.error} />}
    </Modal>
  )
}

function FindDouble({ keptId, onChoose }: { keptId: string; onChoose: (double: CustomerRow) => void }) {
  const { t } = useTranslation('customers')
  const [q, setQ] = useState<string>()
  const found = useCustomers({ q, limit: 20 }, q !== undefined)
  const rows = found.data?.rows.filter(({ id, mergedInto }) => id !== keptId && !mergedInto)
  return (
    <div className="merge-find">
      <p>{t('merge.find')}</p>
      <CustomerSearch onSearch={setQ} isBusy={found.isFetching} autoFocus />
      {found.isError && <ProblemNotice problem={found.error} onRetry={found.refetch} />}
      {q && rows?.length === 0 && <p className="meta">{t('merge.nobody')}</p>}
      {q && rows && rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" onClick={() => onChoose(row)}>
                <span>
                  {row.name || t('unnamed')} <TierTag tier={row.tier} />
                </span>
                <span className="figures">{row.phone ?? row.email ?? row.customerNo ?? ''}</span>
                <span className="meta">{t('merge.cases', { count: row.caseCount })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
