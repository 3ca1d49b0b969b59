import { WarningKind } from '@zhiwei/contract'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOfWall, useMay, useNow, useSession, wallOf } from '../../platform/index.ts'
import { FormModal, Instant, ProblemNotice } from '../../ui/index.ts'
import { useMisses, useWarningWrites } from '../queries.ts'

/** 漏报: what broke out and nobody was warned of; without it recall of surges and topics would flatter. */
export function Misses() {
  const { t } = useTranslation('warning')
  const misses = useMisses()
  const mayWrite = useMay('warnings:handle')
  const [isNew, setNew] = useState(false)
  return (
    <section className="warning-section card warning-part" aria-labelledby="misses">
      <h2 id="misses">{t('miss.title')}</h2>
      <p className="meta">{t('miss.hint')}</p>
      {misses.isError && <ProblemNotice problem={misses.error} onRetry={misses.refetch} />}
      {misses.data?.rows.length === 0 && <p>{t('miss.none')}</p>}
      <ul className="warning-list">
        {(misses.data?.rows ?? []).map(({ id, kind, subject, happenedAt, note, by }) => (
          <li key={id}>
            <div className="warning-line">
              <span className="meta">{t(`kind.${kind}`)}</span>
              <span>{subject}</span>
              <span className="meta">
                <Instant at={happenedAt} /> · {by?.name}
              </span>
            </div>
            <div>{note}</div>
          </li>
        ))}
      </ul>
      {mayWrite && <Button onClick={() => setNew(true)}>{t('miss.add')}</Button>}
      {isNew && <MissModal onClose={() => setNew(false)} />}
    </section>
  )
}

type Values = { kind: WarningKind; subject: string; happened: string; note: string }
const kinds = WarningKind.options

function MissModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { zone } = useSession().tenant
  const now = useNow()
  const { post } = useWarningWrites()
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <FormModal<Values>
      open
      title={t('miss.add')}
      okText={t('miss.ok')}
      initialValues={{ kind: 'surge', happened: wallOf(now, zone) }}
      onSubmit={({ happened, ...values }) =>
        post({ path: '/warning-misses', body: { ...values, happenedAt: instantOfWall(happened, zone) } })
      }
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('rest.kind')}>
        <Select options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="subject" label={t('miss.subject')} rules={required}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="happened" label={t('miss.happened')} rules={required}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="note" label={t('miss.note')} rules={required}>
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
    </FormModal>
  )
}
