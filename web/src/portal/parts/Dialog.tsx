import { type ReactNode, useEffect, useId, useRef } from 'react'
import { usePortal } from '../portal-context.ts'
import { Button } from './Button.tsx'

type Props = {
  title: string
  children: ReactNode
  act: string
  look?: 'main' | 'danger'
  busy: boolean
  onAct: () => void
  onClose: () => void
}

/** 确认: asks before what cannot be taken back. The browser's own dialog keeps the focus inside and gives it back. */
export function Dialog({ title, children, act, look = 'main', busy, onAct, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const { t } = usePortal()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onAct()
        }}
      >
        <h2 id={id}>{title}</h2>
        {children}
        <div className="acts">
          <Button look={look} busy={busy} type="submit">
            {act}
          </Button>
          <Button look="quiet" onClick={() => dialog.current?.close()}>
            {t('part.cancel')}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
