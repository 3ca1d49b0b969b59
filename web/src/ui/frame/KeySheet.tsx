import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBoundHotkeys } from '../../platform/hotkeys.ts'
import { KeyHint } from '../KeyHint.tsx'
import './dialogs.css'

/** The keys that work on this page now, read from what is bound. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ui')
  const keys = useBoundHotkeys().filter(({ description, enabled }) => description && enabled !== false)
  const byKey = new Map(keys.map((hotkey) => [hotkey.key, hotkey]))
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={420}>
      <dl className="key-sheet">
        {[...byKey.values()].map(({ key, description }) => (
          <div key={key}>
            <dt>{description}</dt>
            <dd>
              <KeyHint keys={key} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
