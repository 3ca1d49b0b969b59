import { CheckCircleOutlined, CopyOutlined } from '@ant-design/icons'
import type { RegisteredComplaint } from '@zhiwei/contract'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Proposal, proposedAt } from '../../classification/index.ts'
import { useHotkey } from '../../platform/index.ts'
import { KeyHint, LinkButton } from '../../ui/index.ts'

/** 登记好了: the number to tell the customer, and what can be done next. */
export function Registered({ registered, onNext }: { registered: RegisteredComplaint; onNext: () => void }) {
  const { t } = useTranslation('intake')
  const { message } = App.useApp()
  const { caseId, number, duplicateOf } = registered
  useHotkey('n', onNext, { description: t('register.next') })
  async function copy() {
    try {
      await navigator.clipboard.writeText(number)
      void message.success(t('register.copied', { number }))
    } catch {
      void message.info(t('register.notCopied'))
    }
  }
  return (
    <section className="card registered" role="status">
      <CheckCircleOutlined className="registered-mark" />
      <h2>{t('register.done')}</h2>
      <p className="registered-number">
        <span className="figures">{number}</span>
        <Button
          type="text"
          icon={<CopyOutlined />}
          aria-label={t('register.copy')}
          title={t('register.copy')}
          onClick={() => void copy()}
        />
      </p>
      <p className="meta">{t('register.tell')}</p>
      {registered.classification ? <Proposal proposed={proposedAt(registered)} /> : <p className="meta">{t('register.reading.none')}</p>}
      {duplicateOf && (
        <Alert
          type="warning"
          showIcon
          title={t('register.duplicate')}
          description={<Link to={`/cases/${duplicateOf}`}>{t('register.openDuplicate')}</Link>}
        />
      )}
      <div className="registered-buttons">
        <LinkButton type="primary" to={`/cases/${caseId}`} autoFocus>
          {t('register.open')}
        </LinkButton>
        <Button onClick={onNext}>
          {t('register.next')} <KeyHint keys="n" />
        </Button>
      </div>
    </section>
  )
}
