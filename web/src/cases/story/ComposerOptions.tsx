import { Finding } from '@zhiwei/contract'
import { Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ComposerMode } from '../case-context.ts'

export type Written = {
  text: string
  direction?: 'toCustomer' | 'fromCustomer' | undefined
  finding?: Finding | undefined /** 模型草稿 it was made from. */
  draftId?: string | undefined
}
type Props = { mode: ComposerMode; written: Written; onChange: (change: Partial<Written>) => void }

/** What goes with the text: who said it, or what was found. */
export function ComposerOptions({ mode, written, onChange }: Props) {
  const { t } = useTranslation('cases')
  if (mode === 'messages')
    return (
      <Radio.Group
        aria-label={t('composer.direction')}
        value={written.direction ?? 'toCustomer'}
        options={(['toCustomer', 'fromCustomer'] as const).map((value) => ({ value, label: t(`composer.${value}`) }))}
        onChange={({ target }) => onChange({ direction: target.value })}
      />
    )
  if (mode === 'answers')
    return (
      <Select<Finding | null>
        value={written.finding ?? null}
        allowClear
        aria-label={t('field.finding')}
        placeholder={t('field.finding')}
        options={Finding.options.map((value) => ({ value, label: t(`ui:finding.${value}`) }))}
        onChange={(finding) => onChange({ finding: finding ?? undefined })}
        className="composer-finding"
      />
    )
  return null
}
