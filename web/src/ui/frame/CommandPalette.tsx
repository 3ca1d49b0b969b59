import { Modal } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { KeyHint } from '../KeyHint.tsx'
import { type Choice, useChoices } from './palette-choices.ts'
import './dialogs.css'

/** 命令面板: any page, case number, phone or act, by keyboard alone. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { choices, isSearching } = useChoices(typed)
  const index = Math.min(at, choices.length - 1)

  function take(choice: Choice | undefined) {
    if (!choice) return
    onClose()
    if (choice.to) void navigate(choice.to)
    choice.act?.()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(index + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(index - 1, 0))
    else if (event.key === 'Enter') take(choices[index])
    else return
    event.preventDefault()
  }

  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={560}
      className="palette"
      title={<span className="out-of-sight">{t('palette.label')}</span>}
    >
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={index >= 0 ? `${listId}-${index}` : undefined}
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this dialog
        autoFocus
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ChoiceList id={listId} choices={choices} index={index} onHover={setAt} onTake={take} />
      {choices.length === 0 && !isSearching && <p className="palette-nothing">{t('palette.nothing', { query: typed })}</p>}
      {isSearching && <p className="palette-nothing">{t('palette.searching')}</p>}
      <footer className="palette-foot">
        <KeyHint keys="↑+↓" /> {t('palette.move')} <KeyHint keys="Enter" /> {t('palette.open')} <KeyHint keys="Escape" />{' '}
        {t('palette.close')}
      </footer>
    </Modal>
  )
}

type ListProps = { id: string; choices: Choice[]; index: number; onHover: (at: number) => void; onTake: (choice: Choice) => void }

function ChoiceList({ id, choices, index, onHover, onTake }: ListProps) {
  const { t } = useTranslation('ui')
  return (
    <div className="palette-list" role="listbox" id={id} aria-label={t('palette.label')}>
      {choices.map((choice, at) => (
        <div key={choice.id}>
          {choice.group !== choices[at - 1]?.group && <div className="palette-group">{t(`palette.${choice.group}`)}</div>}
          <div
            role="option"
            tabIndex={-1}
            id={`${id}-${at}`}
            aria-selected={at === index}
            className="palette-choice"
            ref={(element) => {
              if (at === index) element?.scrollIntoView({ block: 'nearest' })
            }}
            onPointerMove={() => at !== index && onHover(at)}
            onClick={() => onTake(choice)}
            onKeyDown={() => undefined}
          >
            <span className={choice.group === 'cases' ? 'figures' : undefined}>{choice.label}</span>
            {choice.detail && <span className="palette-detail">{choice.detail}</span>}
          </div>
        </div>
      ))}
    </div>
  )
}
