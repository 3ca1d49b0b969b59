import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

/** As the contract's `Password` asks; length is what makes a password hard to guess. */
const shortest = 12
const good = 16
const longestShown = 24

/** A field for a new password with a hint of how long it is; whether it is a common one the server says. */
export function NewPasswordItem({ label, name = 'password' }: { label: string; name?: string }) {
  const { t } = useTranslation('identity')
  const length = [...((Form.useWatch(name) as string | undefined) ?? '')].length
  const word =
    length === 0
      ? t('password.hint', { shortest })
      : length < shortest
        ? t('password.more', { count: shortest - length })
        : t(length < good ? 'password.enough' : 'password.good', { length })
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[
        { required: true, message: t('password.required') },
        { min: shortest, message: t('password.tooShort', { shortest }) },
      ]}
      validateTrigger="onBlur"
      extra={
        <span className="password-length">
          <span className="password-bar" aria-hidden="true">
            <span style={{ width: `${Math.min(length / longestShown, 1) * 100}%` }} />
          </span>
          <span aria-live="polite">{word}</span>
        </span>
      }
    >
      <Input.Password autoComplete="new-password" maxLength={200} />
    </Form.Item>
  )
}
