import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'

type Said = { label: ReactNode; hint?: ReactNode; error?: string | undefined; optional?: string }
type Typed = { onType: (value: string) => void; className?: string }
type Line = Said & Typed & Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className'>
type Lines = Said & Typed & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'className'>

/** 输入框: label, what helps, what is wrong; the last two are read out with the field. */
export function Field({ label, hint, error, optional, onType, className = '', ...rest }: Line) {
  const said = { label, hint, error, optional, id: useId() }
  return (
    <Labelled {...said}>
      <input {...rest} {...spokenOf(said)} className={`input ${className}`} onChange={(event) => onType(event.target.value)} />
    </Labelled>
  )
}

/** 多行输入: grows with what is written. */
export function LongField({ label, hint, error, optional, onType, className = '', ...rest }: Lines) {
  const said = { label, hint, error, optional, id: useId() }
  return (
    <Labelled {...said}>
      <textarea {...rest} {...spokenOf(said)} className={`input ${className}`} onChange={(event) => onType(event.target.value)} />
    </Labelled>
  )
}

type Known = { [Name in keyof Said]: Said[Name] | undefined } & { id: string }

const spokenOf = ({ id, hint, error }: Known) => ({
  id,
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? true : undefined,
})

function Labelled({ label, hint, error, optional, id, children }: Known & { children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> {optional}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p className="wrong" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
