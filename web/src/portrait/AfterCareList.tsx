import type { AfterCare, Portrait } from '@zhiwei/contract'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { FormModal, Instant } from '../ui/index.ts'
import { useGiveCare } from './queries.ts'

/** 关怀建议 for the stage of the life cycle; a person gives the task. */
export function AfterCareList({ portrait: { afterCare, customerId } }: { portrait: Portrait }) {
  const { t } = useTranslation('portrait')
  const [giving, setGiving] = useState<AfterCare['purpose']>()
  return (
    <div>
      <h3>{t('care.title')}</h3>
      {afterCare.length === 0 && <p className="meta">{t('care.none')}</p>}
      <ul className="portrait-list">
        {afterCare.map(({ purpose, openTaskId, lastAt, can }) => (
          <li key={purpose}>
            <span>
              <strong>{t(`care.of.${purpose}`)}</strong> {t(`care.detail.${purpose}`)}
            </span>
            {openTaskId && <Link to={`/care?of=all&task=${openTaskId}`}>{t('care.open')}</Link>}
            {lastAt && (
              <span className="meta">
                {t('care.last')} <Instant at={lastAt} />
              </span>
            )}
            {can && (
              <Button size="small" onClick={() => setGiving(purpose)}>
                {t('care.give')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {giving && <GiveCareModal customerId={customerId} purpose={giving} onClose={() => setGiving(undefined)} />}
    </div>
  )
}

type Giving = { customerId: string; purpose: AfterCare['purpose']; onClose: () => void }

function GiveCareModal({ customerId, purpose, onClose }: Giving) {
  const { t } = useTranslation('portrait')
  const { message } = App.useApp()
  const giveCare = useGiveCare()
  return (
    <FormModal<{ about: string }>
      open
      title={t('care.giveTitle', { purpose: t(`care.of.${purpose}`) })}
      okText={t('care.give')}
      initialValues={{ about: t(`care.proposal.${purpose}`) }}
      onSubmit={async ({ about }) => {
        await giveCare({ customerId, purpose, about })
        message.success(t('care.given'))
      }}
      onClose={onClose}
    >
      <Form.Item name="about" label={t('care.about')} rules={[{ required: true, whitespace: true, message: t('care.required') }]}>
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
      <p className="meta">{t('care.mine')}</p>
    </FormModal>
  )
}
