import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Hotkey, useBoundHotkeys } from '../../platform/hotkeys.ts'
import { KeyHint } from '../KeyHint.tsx'
import './dialogs.css'

/** The keys that work on this page now, read from what is bound; those that lead elsewhere beside them. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ui')
  const keys = useBoundHotkeys().filter(({ description, enabled }) => description && enabled !== false)
  const byKey = [...new Map(keys.map((hotkey) => [hotkey.key, hotkey])).values()]
  const places = byKey.filter(({ group }) => group === 'goto')
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={places.length > 0 ? 680 : 420}>
      <div className="key-sheets">
        <Keys keys={byKey.filter(({ group }) => group !== 'goto')} />
        {places.length > 0 && (
          <section>
            <h3>{t('keys.goto')}</h3>
            <Keys keys={places} />
          </section>
        )}
      </div>
    </Modal>
  )
}

const Keys = ({ keys }: { keys: Hotkey[] }) => (
  <dl className="key-sheet">
    {keys.map(({ key, description }) => (
      <div key={key}>
        <dt>{description}</dt>
        <dd>
          <KeyHint keys={key} />
        </dd>
      </div>
    ))}
  </dl>
)
