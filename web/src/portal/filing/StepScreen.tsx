import { type ReactNode, useEffect, useRef } from 'react'
import { type FilingStep, filingSteps } from '../draft/filing.ts'
import { Button } from '../parts/Button.tsx'
import { backIcon } from '../parts/icons.tsx'
import { Progress } from '../parts/Progress.tsx'
import { Screen } from '../parts/Screen.tsx'
import { usePortal } from '../portal-context.ts'
import { DraftNote } from './DraftNote.tsx'
import type { FilingState } from './use-filing.ts'

export type StepProps = FilingState & { step: FilingStep; onNext: () => void }

type Props = StepProps & {
  title: string
  lead?: ReactNode
  /** What the button says; none where choosing goes on by itself. */
  act?: string
  busy?: boolean
  /** Changes with every try that was refused: then the first wrong field takes the focus. */
  refused?: number
  onAct?: () => void
  children: ReactNode
}

/** The frame of one question: how far, the question, its answer, on and back. */
export function StepScreen({ title, lead, act, busy = false, refused = 0, onAct, children, ...state }: Props) {
  const { t } = usePortal()
  const form = useRef<HTMLFormElement>(null)
  const at = filingSteps.indexOf(state.step) + 1
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refused])
  return (
    <Screen
      key={state.step}
      title={title}
      lead={lead}
      before={<Progress at={at} of={filingSteps.length} words={t('filing.step', { at, of: filingSteps.length })} />}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) (onAct ?? state.onNext)()
        }}
      >
        {children}
        <div className="step-acts">
          {at > 1 && (
            <Button look="quiet" icon={backIcon} onClick={() => history.back()}>
              {t('filing.back')}
            </Button>
          )}
          {act && (
            <Button look="main" type="submit" busy={busy}>
              {act}
            </Button>
          )}
        </div>
      </form>
      <DraftNote {...state} />
    </Screen>
  )
}
