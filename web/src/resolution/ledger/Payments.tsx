import type { PaymentBatch } from '@zhiwei/contract'
import { App, Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, api, downloadFile, moneyText, newIdempotencyKey, useMay } from '../../platform/index.ts'
import { Instant, ReasonModal, useProblemWords } from '../../ui/index.ts'
import { useBatches, useRefresh } from '../queries.ts'

/** 付款文件: a batch of everything granted and not yet paid; an old batch is written out as it was. */
export function Payments() {
  const { t } = useTranslation('resolution')
  const { message } = App.useApp()
  const words = useProblemWords()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [key, setKey] = useState(newIdempotencyKey)
  const mayReveal = useMay('customers:reveal')
  const { data } = useBatches()
  const refresh = useRefresh('cases')

  async function make() {
    setBusy(true)
    try {
      const batch = await api.post<PaymentBatch>('/payment-batches', {}, { idempotencyKey: key })
      setKey(newIdempotencyKey())
      void message.success(t('payments.made', { no: batch.no, count: batch.payments, amount: moneyText(batch.amountFen) }))
    } catch (error) {
      const { title, detail } = words(error)
      void message.error([title, detail].filter(Boolean).join(' '))
    } finally {
      setBusy(false)
      await refresh()
    }
  }

  const waiting = data?.waiting ?? { payments: 0, amountFen: 0 }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('payments.title')}</Button>
      <Modal open={isOpen} title={t('payments.title')} footer={null} onCancel={() => setOpen(false)} width={640}>
        <p className="payments-waiting">
          <span>{t('payments.waiting', { count: waiting.payments, amount: moneyText(waiting.amountFen) })}</span>
          <Button type="primary" disabled={waiting.payments === 0} loading={isBusy} onClick={() => void make()}>
            {t('payments.make')}
          </Button>
        </p>
        <p className="meta">
          {t('payments.hint')}
          {t(mayReveal ? 'payments.maskedHint' : 'payments.maskedOnly')}
        </p>
        <ul className="plain payments">
          {(data?.rows ?? []).map((batch) => (
            <BatchRow key={batch.id} batch={batch} mayReveal={mayReveal} />
          ))}
        </ul>
      </Modal>
    </>
  )
}

function BatchRow({ batch, mayReveal }: { batch: PaymentBatch; mayReveal: boolean }) {
  const { t } = useTranslation('resolution')
  const [inFull, setInFull] = useState(false)
  const fileOf = (format: 'csv' | 'xlsx') => addressOf(`/payment-batches/${batch.id}/file`, { format })
  return (
    <li>
      <span>
        <strong>#{batch.no}</strong> {t('payments.batch', { count: batch.payments, amount: moneyText(batch.amountFen) })}
      </span>
      <span className="meta">
        {batch.by?.name} <Instant at={batch.at} />
      </span>
      <span className="resolution-acts">
        <Button size="small" href={fileOf('csv')}>
          CSV
        </Button>
        <Button size="small" href={fileOf('xlsx')}>
          Excel
        </Button>
        {mayReveal && (
          <Button size="small" onClick={() => setInFull(true)}>
            {t('payments.inFull')}
          </Button>
        )}
      </span>
      {inFull && <FullFile batch={batch} onClose={() => setInFull(false)} />}
    </li>
  )
}

/** The contract's most for the reason of a payment file: it travels in the address. */
const longestReason = 200

/** 完整姓名: payees as the bank needs them; who took the file and why goes into the record. */
function FullFile({ batch, onClose }: { batch: PaymentBatch; onClose: () => void }) {
  const { t } = useTranslation('resolution')
  const [format, setFormat] = useState<'csv' | 'xlsx'>('csv')
  const options = [
    { value: 'csv', label: 'CSV' },
    { value: 'xlsx', label: 'Excel' },
  ]
  return (
    <ReasonModal
      open
      title={t('payments.inFullTitle', { no: batch.no })}
      consequence={
        <>
          {t('payments.inFullHint')}
          <br />
          <Radio.Group options={options} value={format} onChange={({ target }) => setFormat(target.value)} />
        </>
      }
      okText={t('payments.download')}
      maxLength={longestReason}
      onConfirm={(reason) => downloadFile(`/payment-batches/${batch.id}/file`, { format, payee: 'full', reason })}
      onClose={onClose}
    />
  )
}
