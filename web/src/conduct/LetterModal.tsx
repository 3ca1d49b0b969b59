import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GrowingText } from '../ui/index.ts'

/** 告知函: what the customer is told, to be worked over and copied. */
export function LetterModal({ letter, onClose }: { letter: string; onClose: () => void }) {
  const { t } = useTranslation('conduct')
  const { message } = App.useApp()
  const [text, setText] = useState(letter)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      void message.success(t('letter.copied'))
    } catch {
      void message.warning(t('letter.byHand')) // no clipboard without https
    }
  }
  return (
    <Modal
      open
      width={640}
      title={t('letter.title')}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={() => void copy()}>
          {t('letter.copy')}
        </Button>
      }
    >
      <p className="meta">{t('letter.hint')}</p>
      <GrowingText
        minRows={12}
        maxRows={24}
        maxLength={20_000}
        value={text}
        aria-label={t('letter.title')}
        onChange={({ target }) => setText(target.value)}
      />
    </Modal>
  )
}
