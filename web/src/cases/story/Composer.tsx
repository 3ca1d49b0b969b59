import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { availabilityOf } from '../acts/availability.ts'
import { mergedPartsOf } from '../acts/own-rows.ts'
import { type ComposerMode, useCaseOnPage } from '../case-context.ts'
import { AttachButton } from './AttachButton.tsx'
import { ComposerBox } from './ComposerBox.tsx'

/** `turn` counts up whenever somebody wants to write, so that the cursor goes there again; `words` are then added once. */
export type Writing = { mode: ComposerMode; turn: number; words?: string | undefined }
type Props = { writing: Writing; onMode: (mode: ComposerMode) => void; onTaken: () => void }

const modes = ['notes', 'messages', 'answers'] as const

/** Below the story, never over it: an internal note, a message, or the answer to the customer. */
export function Composer({ writing, onMode, onTaken }: Props) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const offered = modes.filter((mode) => availabilityOf(complaintCase, mode) !== 'hidden')
  const mode = offered.includes(writing.mode) ? writing.mode : offered[0]
  const count = mergedPartsOf(complaintCase).length
  const mayAttach = complaintCase.can.files?.allowed === true
  if (!mode && !mayAttach) return null
  return (
    <section className={`composer composer-${mode}`} aria-label={t('composer.label')}>
      <div className="composer-head">
        <Segmented<ComposerMode>
          size="small"
          {...(mode ? { value: mode } : {})}
          onChange={onMode}
          options={offered.map((value) => ({ value, label: t(`act.${value}`) }))}
        />
        {mode && <span className="meta composer-hint">{t(`composer.hint.${mode}`)}</span>}
        {mode && mode !== 'notes' && count > 0 && <span className="composer-hint">{t('composer.alsoTo', { count })}</span>}
        {mayAttach && <AttachButton />}
      </div>
      {mode && <ComposerBox key={mode} mode={mode} writing={writing} onTaken={onTaken} />}
    </section>
  )
}
