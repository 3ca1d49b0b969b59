import { Field } from '../parts/Field.tsx'
import { FileChooser } from '../parts/FileChooser.tsx'
import { usePortal } from '../portal-context.ts'
import { type StepProps, StepScreen } from './StepScreen.tsx'

/** 凭证: photos, a voice note, papers, the order's number; all of it optional. */
export function EvidenceStep(props: StepProps) {
  const { t } = usePortal()
  const { filing, change, files, changeFiles } = props
  const hasNothing = files.length === 0 && filing.reference.trim() === ''
  return (
    <StepScreen
      {...props}
      title={t('filing.evidence.title')}
      lead={t('filing.evidence.lead')}
      act={t(hasNothing ? 'filing.skip' : 'filing.next')}
    >
      <FileChooser files={files} onChange={changeFiles} />
      <Field
        label={t('filing.evidence.reference')}
        optional={t('part.optional')}
        hint={t('filing.evidence.referenceHint')}
        value={filing.reference}
        maxLength={100}
        autoComplete="off"
        onType={(reference) => change({ reference })}
      />
    </StepScreen>
  )
}
