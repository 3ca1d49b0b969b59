import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { type InputHTMLAttributes, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './field.css'

type Props = InputHTMLAttributes<HTMLInputElement> & { name: string; label: string; hint?: string; error?: string | undefined }

/** A labelled input of the sign-in page, which is the first thing anybody loads and so does without the component library's forms. */
export function Field({ label, hint, error, type = 'text', ...input }: Props) {
  const id = useId()
  const [isShown, setShown] = useState(false)
  const isPassword = type === 'password'
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-input">
        <input
          {...input}
          id={id}
          type={isPassword && isShown ? 'text' : type}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? `${id}-more` : undefined}
        />
        {isPassword && <Eye isShown={isShown} onToggle={() => setShown(!isShown)} />}
      </div>
      {(error || hint) && (
        <div id={`${id}-more`} className={error ? 'field-error' : 'meta'}>
          {error ?? hint}
        </div>
      )}
    </div>
  )
}

/** What was typed into a field of a plain form. */
export function textOf(form: FormData, name: string) {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function Eye({ isShown, onToggle }: { isShown: boolean; onToggle: () => void }) {
  const { t } = useTranslation('identity')
  const words = t(isShown ? 'signIn.hidePassword' : 'signIn.showPassword')
  return (
    <button type="button" className="field-eye" title={words} aria-label={words} aria-pressed={isShown} onClick={onToggle}>
      {isShown ? <EyeOutlined /> : <EyeInvisibleOutlined />}
    </button>
  )
}
