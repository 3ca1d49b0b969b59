import type { CrisisDetail, CrisisStatement } from '@zhiwei/contract'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormModal, Instant } from '../../ui/index.ts'
import { useCrisisWrites } from './queries.ts'

/** 声明: drafts, decisions by somebody else than the author, and the one that holds. */
export function Statements({ row }: { row: CrisisDetail }) {
  const { t } = useTranslation('warning')
  const [isDrafting, setDrafting] = useState(false)
  const [deciding, setDeciding] = useState<CrisisStatement>()
  return (
    <section className="card warning-part" aria-labelledby="crisis-statements">
      <div className="warning-line">
        <h2 id="crisis-statements">{t('crisis.statements')}</h2>
        {row.can.manage && (
          <Button size="small" onClick={() => setDrafting(true)}>
            {t('crisis.draft')}
          </Button>
        )}
      </div>
      {row.statements.length === 0 && <p className="meta">{t('crisis.noStatement')}</p>}
      <ul className="warning-list">
        {row.statements.map((one) => (
          <li key={one.id}>
            <div className="warning-line">
              <strong>
                #{one.no} {t(`crisis.state.${one.state}`)}
              </strong>
              <span className="meta">
                {one.author?.name} <Instant at={one.at} />
                {one.decidedAt && ` · ${one.decidedBy?.name ?? ''} `}
                {one.decidedAt && <Instant at={one.decidedAt} />}
              </span>
              {one.mayDecide && (
                <Button size="small" type="primary" onClick={() => setDeciding(one)}>
                  {t('crisis.decide')}
                </Button>
              )}
              {one.state === 'waiting' && !one.mayDecide && row.can.manage && <span className="meta">{t('crisis.notAuthor')}</span>}
            </div>
            <p className="statement-text">{one.text}</p>
            {one.note && <div className="meta">{one.note}</div>}
          </li>
        ))}
      </ul>
      {isDrafting && <DraftModal row={row} onClose={() => setDrafting(false)} />}
      {deciding && <DecideModal row={row} statement={deciding} onClose={() => setDeciding(undefined)} />}
    </section>
  )
}

function DraftModal({ row, onClose }: { row: CrisisDetail; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { act } = useCrisisWrites(row.id)
  return (
    <FormModal<{ text: string }>
      open
      width={640}
      title={t('crisis.draft')}
      okText={t('crisis.sendToApprove')}
      onSubmit={(values) => act('statements', values)}
      onClose={onClose}
    >
      <Form.Item name="text" label={t('crisis.text')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={6} maxLength={4_000} autoFocus />
      </Form.Item>
    </FormModal>
  )
}

function DecideModal({ row, statement, onClose }: { row: CrisisDetail; statement: CrisisStatement; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { act } = useCrisisWrites(row.id)
  const decide = (verdict: 'approved' | 'refused') => (values: { note?: string }) =>
    act(`statements/${statement.id}/decision`, { verdict, note: values.note ?? '' })
  const [isRefusing, setRefusing] = useState(false)
  return (
    <FormModal<{ note?: string }>
      open
      title={t(isRefusing ? 'crisis.refuse' : 'crisis.approve')}
      okText={t(isRefusing ? 'crisis.refuse' : 'crisis.approve')}
      onSubmit={decide(isRefusing ? 'refused' : 'approved')}
      onClose={onClose}
    >
      <p className="statement-text">{statement.text}</p>
      <p className="meta">{t('crisis.approveHint')}</p>
      <Form.Item name="note" label={t('crisis.decisionNote')} rules={[{ required: isRefusing, message: t('required') }]}>
        <Input.TextArea rows={2} maxLength={1_000} />
      </Form.Item>
      <Button type="link" size="small" onClick={() => setRefusing(!isRefusing)}>
        {t(isRefusing ? 'crisis.ratherApprove' : 'crisis.ratherRefuse')}
      </Button>
    </FormModal>
  )
}
