import { useState } from 'react'
import { useAct } from '../case/use-act.ts'
import { Button } from '../parts/Button.tsx'
import { Problem } from '../parts/Problem.tsx'
import { usePortal } from '../portal-context.ts'

/** 后改的内容: the complaint had arrived before the words were changed; the new ones go along as a message, if the customer wants. */
export function LaterWords({ text }: { text: string }) {
  const { t } = usePortal()
  const [isAdded, setIsAdded] = useState(false)
  const { busy, problem, act } = useAct(() => setIsAdded(true))
  return (
    <section className="card" aria-live="polite">
      <h2>{t('sent.later.title')}</h2>
      <p>{t(isAdded ? 'sent.later.added' : 'sent.later.detail')}</p>
      {!isAdded && (
        <>
          <p className="their-words">{text}</p>
          {problem !== undefined && <Problem problem={problem} />}
          <Button busy={busy} onClick={() => void act('messages', { text })}>
            {t('sent.later.add')}
          </Button>
        </>
      )}
    </section>
  )
}
