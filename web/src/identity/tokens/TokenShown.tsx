import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ShownOnce } from '../ShownOnce.tsx'

/** The new token, this once. */
export function TokenShown({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation('identity')
  return (
    <Modal
      open
      title={t('tokens.shownTitle')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      okText={t('shownOnce.kept')}
      onOk={onClose}
      footer={(_buttons, { OkBtn }) => <OkBtn />}
    >
      <p>{t('tokens.shownDetail')}</p>
      <ShownOnce lines={[token]} />
      <p className="meta">{t('tokens.usage')}</p>
      <code>Authorization: Bearer {token.slice(0, 12)}…</code>
    </Modal>
  )
}
