import { Choices } from '../parts/Choices.tsx'
import { LongField } from '../parts/Field.tsx'
import { usePortal } from '../portal-context.ts'
import { type StepProps, StepScreen } from './StepScreen.tsx'

export const remedies = ['refund', 'exchange', 'repair', 'redo', 'compensation', 'apology', 'explanation'] as const
export type Remedy = (typeof remedies)[number]

/** 诉求: what would put it right; optional. */
export function RemedyStep(props: StepProps) {
  const { t } = usePortal()
  const { filing, change } = props
  const hasNothing = filing.remedies.length === 0 && filing.remedyText.trim() === ''
  return (
    <StepScreen
      {...props}
      title={t('filing.remedy.title')}
      lead={t('filing.remedy.lead')}
      act={t(hasNothing ? 'filing.skip' : 'filing.next')}
    >
      <Choices
        several
        legend={t('filing.remedy.title')}
        shape="chips"
        choices={remedies.map((value) => ({ value, label: t(`filing.remedy.of.${value}`) }))}
        value={filing.remedies}
        onChoose={(remedy) =>
          change({
            remedies: filing.remedies.includes(remedy) ? filing.remedies.filter((one) => one !== remedy) : [...filing.remedies, remedy],
          })
        }
      />
      <LongField
        rows={2}
        label={t('filing.remedy.text')}
        optional={t('part.optional')}
        maxLength={1_000}
        value={filing.remedyText}
        onType={(remedyText) => change({ remedyText })}
      />
    </StepScreen>
  )
}
