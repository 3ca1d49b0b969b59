import { CloseOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkey, usePhone } from '../../platform/index.ts'
import { ActFormBody } from './ActFormBody.tsx'
import type { Values } from './form.ts'
import { type FormName, formOf } from './forms.ts'
import './acts.css'

export type OpenAct = { form: FormName; preset: Values }
type Props = { act: OpenAct; onClose: () => void }

/** The form of one act at the head of the right column, where it covers nothing of the story. */
export function ActPanel({ act, onClose }: Props) {
  const { t } = useTranslation('cases')
  const panel = useRef<HTMLElement>(null)
  const id = useId()
  useHotkey('Escape', onClose, { description: t('keys.closeForm') })
  useEffect(() => {
    const shown = panel.current
    const before = document.activeElement
    shown?.scrollIntoView({ block: 'nearest' })
    shown?.querySelector<HTMLElement>('form input, form textarea')?.focus()
    return () =>
      void requestAnimationFrame(() => {
        if (!shown?.isConnected && before instanceof HTMLElement) before.focus()
      })
  }, [])
  return (
    <section ref={panel} className="part act-panel" aria-labelledby={id}>
      <header className="part-head">
        <h2 id={id}>{t(`act.${act.form}`)}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('page.closeForm')}
          title={t('page.closeForm')}
          onClick={onClose}
        />
      </header>
      <ActWithButtons act={act} onClose={onClose} />
    </section>
  )
}

/** The same where there is no room beside the story. */
export function ActDrawer({ act, onClose }: Props) {
  const { t } = useTranslation('cases')
  const isPhone = usePhone()
  return (
    <Drawer open title={t(`act.${act.form}`)} placement={isPhone ? 'bottom' : 'right'} size={isPhone ? '86%' : 440} onClose={onClose}>
      <ActWithButtons act={act} onClose={onClose} />
    </Drawer>
  )
}

function ActWithButtons({ act, onClose }: Props) {
  const { t } = useTranslation('cases')
  const id = useId()
  const [isBusy, setBusy] = useState(false)
  const { isFinal = false } = formOf(act.form)
  return (
    <>
      <ActFormBody id={id} act={act} onBusy={setBusy} onDone={onClose} />
      <div className="act-buttons">
        <Button onClick={onClose}>{t('page.cancel')}</Button>
        <Button type="primary" danger={isFinal} htmlType="submit" form={id} loading={isBusy}>
          {t(`act.${act.form}`)}
        </Button>
      </div>
    </>
  )
}
