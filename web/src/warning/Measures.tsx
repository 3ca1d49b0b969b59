import type { WarningDetail, WarningMeasure } from '@zhiwei/contract'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../platform/index.ts'
import { DueBadge, FormModal, Instant } from '../ui/index.ts'
import { useWarningAct } from './queries.ts'

/** 措施: what is done about it, by whom, until when, and what came of it. */
export function Measures({ row }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  const me = useSession().user.id
  const [finishing, setFinishing] = useState<WarningMeasure>()
  return (
    <section className="card warning-part" aria-labelledby="warning-measures">
      <h2 id="warning-measures">{t('measure.title')}</h2>
      {row.measures.length === 0 && <p className="meta">{t('measure.none')}</p>}
      <ul className="warning-list">
        {row.measures.map((measure) => (
          <li key={measure.id}>
            <div>{measure.text}</div>
            <div className="warning-line meta">
              <span>{measure.owner?.name}</span>
              {measure.doneAt ? (
                <span>
                  {t('measure.done')} <Instant at={measure.doneAt} />
                </span>
              ) : (
                <DueBadge dueAt={measure.dueAt} startedAt={measure.madeAt} />
              )}
              {!measure.doneAt && (row.can.handle || measure.owner?.id === me) && (
                <Button size="small" onClick={() => setFinishing(measure)}>
                  {t('measure.finish')}
                </Button>
              )}
            </div>
            {measure.result && <div>{measure.result}</div>}
          </li>
        ))}
      </ul>
      {finishing && <FinishModal warningId={row.id} measure={finishing} onClose={() => setFinishing(undefined)} />}
    </section>
  )
}

function FinishModal({ warningId, measure, onClose }: { warningId: string; measure: WarningMeasure; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { finish } = useWarningAct(warningId)
  return (
    <FormModal<{ result: string }>
      open
      title={measure.text}
      okText={t('measure.finish')}
      onSubmit={({ result }) => finish(measure.id, result)}
      onClose={onClose}
    >
      <Form.Item name="result" label={t('measure.result')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
