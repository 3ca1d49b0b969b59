import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Typing pauses this long before the list follows. */
const pauseMs = 300

/** 全文查找: number, phone, or any two characters of what was written. `/` puts the cursor here, Esc takes it out. */
export function SearchField({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useTranslation('cases')
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value.trim()) return
    const timer = setTimeout(() => onChange(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <div className="filter filter-q" data-search>
      <Input
        prefix={<SearchOutlined />}
        allowClear
        value={typed}
        maxLength={200}
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => onChange(typed.trim())}
        onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
      />
    </div>
  )
}
