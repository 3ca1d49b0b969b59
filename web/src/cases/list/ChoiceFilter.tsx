import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

type Props<Code extends string> = {
  /** The field, which is also the name of its words. */
  name: 'status' | 'stage' | 'severity' | 'priority' | 'channel' | 'emotion' | 'signal'
  options: readonly Code[]
  value: Code[] | undefined
  onChange: (value: Code[] | undefined) => void
  /** Shown only when all filters are. */
  isRare?: boolean
}

/** One or several values of a code list; several are OR. */
export function ChoiceFilter<Code extends string>({ name, options, value = [], onChange, isRare = false }: Props<Code>) {
  const { t } = useTranslation('ui')
  const label = t(`cases:column.${name === 'signal' ? 'signals' : name}`)
  function wordOf(code: string) {
    if (name === 'stage') return `${code} ${t(`stage.${code}`)}`
    if (name === 'emotion') return `${code} ${t(`classification:text.emotionLevel.${code}`)}`
    return name === 'signal' ? t(`classification:text.signal.${code}`) : t(`${name}.${code}`)
  }
  return (
    <div className={`filter${isRare ? ' is-rare' : ''}`}>
      <Select<string[]>
        mode="multiple"
        allowClear
        maxTagCount={value.length > 1 ? 0 : 1}
        maxTagPlaceholder={(chosen) => t('cases:list.chosenOf', { label, count: chosen.length })}
        popupMatchSelectWidth={180}
        aria-label={label}
        placeholder={label}
        tagRender={({ label: chosen }) => <span className="filter-chosen">{chosen}</span>}
        value={value}
        options={options.map((code) => ({ value: code, label: wordOf(code) }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(next) => onChange(next.length > 0 ? (next as Code[]) : undefined)}
        style={{ width: '100%' }}
      />
    </div>
  )
}
