import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { type ProcessAct, type ProcessStep, processFields, StepWhen, UnitKind } from '@zhiwei/contract'
import { Button, Checkbox, Select } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { semicolon } from '../platform/punctuation.ts'
import { GrowingText } from '../ui/index.ts'
import { LimitFields } from './LimitFields.tsx'
import { useRoleNames, useStepWords } from './use-step-words.ts'

type Props = {
  step: ProcessStep
  no: number
  isLast: boolean
  /** Acts no other step has. */
  choices: ProcessAct[]
  flaws: string[]
  onChange: (step: ProcessStep) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One step of a process while it is written. */
export function StepCard({ step, no, isLast, choices, flaws, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation('processes')
  const words = useStepWords()
  const roles = useRoleNames()
  const name = words.step(step.act)
  const possible: readonly string[] = processFields[step.act]
  const change = (part: Partial<ProcessStep>) => onChange({ ...step, ...part })
  const options = (values: readonly string[], label: (value: string) => string) => values.map((value) => ({ value, label: label(value) }))

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li
      className={`step-card card${flaws.length > 0 ? ' has-flaw' : ''}`}
      aria-label={`${t('stepNo', { no })} ${name}`}
      onKeyDownCapture={onKeyDown}
    >
      <div className="step-head">
        <button type="button" className="number-button" data-step aria-label={`${t('stepNo', { no })} ${name}`}>
          {no}
        </button>
        <Select<ProcessAct>
          className="step-act"
          aria-label={t('act')}
          showSearch={{ optionFilterProp: 'label' }}
          value={step.act}
          options={[step.act, ...choices].map((act) => ({ value: act, label: words.step(act) }))}
          onChange={(act) => change({ act, fields: [] })}
        />
        <span className="step-buttons">
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={no === 1}
            aria-label={t('moveUp', { step: name })}
            onClick={() => onMove(-1)}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined />}
            disabled={isLast}
            aria-label={t('moveDown', { step: name })}
            onClick={() => onMove(1)}
          />
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('removeStep', { step: name })} onClick={onRemove} />
        </span>
      </div>
      <div className="step-fields">
        <Labelled label={t('when')}>
          <Select
            aria-label={t('when')}
            value={step.when}
            options={StepWhen.options.map((when) => ({ value: when, label: t(`whenOf.${when}`) }))}
            onChange={(when) => change({ when })}
          />
        </Labelled>
        <Labelled label={t('roles')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('roles')}
            placeholder={t('anyone')}
            value={step.who.roles}
            options={roles.map(({ code, name: label }) => ({ value: code, label }))}
            onChange={(chosen) => change({ who: { ...step.who, roles: chosen } })}
          />
        </Labelled>
        <Labelled label={t('unitKinds')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('unitKinds')}
            placeholder={t('anyone')}
            value={step.who.unitKinds}
            options={UnitKind.options.map((kind) => ({ value: kind, label: t(`unitKind.${kind}`) }))}
            onChange={(unitKinds) => change({ who: { ...step.who, unitKinds } })}
          />
        </Labelled>
        <Labelled label={t('fields')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('fields')}
            placeholder={t('noFields')}
            disabled={possible.length === 0}
            value={step.fields}
            options={options(possible, words.field)}
            onChange={(fields) => change({ fields })}
          />
        </Labelled>
      </div>
      <div className="step-wide step-limit">
        <Checkbox checked={step.inOrder} title={t('inOrderHint')} onChange={({ target }) => change({ inOrder: target.checked })}>
          {t('inOrder')}
        </Checkbox>
        <LimitFields limit={step.limit} onChange={(limit) => change({ limit })} />
      </div>
      <div className="step-wide">
        <Labelled label={t('guidance')}>
          <GrowingText
            aria-label={t('guidance')}
            minRows={1}
            maxRows={6}
            maxLength={2000}
            value={step.guidance ?? ''}
            onChange={({ target }) => {
              const { guidance: _guidance, ...rest } = step
              onChange(target.value === '' ? rest : { ...rest, guidance: target.value })
            }}
          />
        </Labelled>
      </div>
      {flaws.length > 0 && (
        <p className="step-flaw" role="alert">
          {flaws.join(semicolon())}
        </p>
      )}
    </li>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="step-field">
      <span className="meta">{label}</span>
      {children}
    </div>
  )
}
