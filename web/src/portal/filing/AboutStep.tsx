import { Choices } from '../parts/Choices.tsx'
import { writeIcon } from '../parts/icons.tsx'
import { Picture } from '../parts/Picture.tsx'
import { usePortal } from '../portal-context.ts'
import { useWhen } from '../use-when.ts'
import { type StepProps, StepScreen } from './StepScreen.tsx'

/** 关于什么: one tap on a picture goes on; who is not sure goes on without. */
export function AboutStep(props: StepProps) {
  const { settings, t } = usePortal()
  const when = useWhen()
  const choices = settings.categories.map(({ code, name, picture }) => ({ value: code, label: name, picture: <Picture of={picture} /> }))
  function choose(category: string) {
    props.change({ category })
    props.onNext()
  }
  return (
    <StepScreen {...props} title={t('filing.about.title')} lead={t('filing.about.lead')}>
      {props.continuedFrom && <p className="notice">{t('draft.continued', { when: when(props.continuedFrom) })}</p>}
      <Choices legend={t('filing.about.title')} shape="pictures" choices={choices} value={props.filing.category} onChoose={choose}>
        <button type="button" className="choice-face unsure" onClick={() => choose('')}>
          {writeIcon}
          <span className="choice-words">{t('filing.about.unsure')}</span>
        </button>
      </Choices>
    </StepScreen>
  )
}
