import { type ReactNode, useId } from 'react'

export type Choice<Value extends string> = { value: Value; label: string; hint?: string; picture?: ReactNode }
type Props<Value extends string> = {
  /** Names the group for who cannot see the title above it. */
  legend: string
  choices: readonly Choice<Value>[]
  shape: 'pictures' | 'lines' | 'chips'
  onChoose: (value: Value) => void
  /** Stands last among them: a way on without choosing. */
  children?: ReactNode
} & ({ several?: false; value: Value | '' } | { several: true; value: readonly string[] })

/** 选择卡: one of several, or several, each as large as a thumb. */
export function Choices<Value extends string>({ legend, choices, shape, value, several, onChoose, children }: Props<Value>) {
  const name = useId()
  return (
    <fieldset className={`choices ${shape}`}>
      <legend className="out-of-sight">{legend}</legend>
      {choices.map((choice) => (
        <label className="choice" key={choice.value}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            value={choice.value}
            checked={several ? value.includes(choice.value) : value === choice.value}
            onChange={() => onChoose(choice.value)}
            // A choice made before can be taken again, to go on.
            onClick={() => !several && value === choice.value && onChoose(choice.value)}
          />
          <span className="choice-face">
            {choice.picture}
            <span className="choice-words">
              <span>{choice.label}</span>
              {choice.hint && <span className="hint">{choice.hint}</span>}
            </span>
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  )
}
