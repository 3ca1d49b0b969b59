import { useTranslation } from 'react-i18next'
import { Page, ProblemNotice } from '../ui/index.ts'
import { Editor } from './lab/Editor.tsx'
import { Examples } from './lab/Examples.tsx'
import { LabBones, NothingYet } from './lab/LabStates.tsx'
import { Result } from './lab/Result.tsx'
import { useLab } from './lab/use-lab.ts'
import './lab/lab.css'

/** 文本实验室: a text or a conversation and everything the engine reads in it. Nothing is stored; an example has an address. */
export function TextLabPage() {
  const { t } = useTranslation('classification')
  const lab = useLab()
  const { analysis, analysed, isPending, problem } = lab
  const isShown = analysis && analysed && !lab.isEditing
  return (
    <Page title={t('lab.title')} extra={<span className="meta">{t('lab.hint')}</span>}>
      <Examples current={lab.example} onChoose={lab.chooseExample} />
      {problem !== undefined && <ProblemNotice problem={problem} onRetry={lab.analyse} />}
      {isShown ? (
        <Result analysis={analysis} input={analysed} takesFocus={lab.isAskedByHand} onEdit={lab.edit} onClear={lab.clear} />
      ) : (
        <div className="lab">
          <Editor lab={lab} />
          {isPending ? <LabBones /> : <NothingYet />}
        </div>
      )}
    </Page>
  )
}
