import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat, usePreferences } from '../../../platform/index.ts'
import { useCaseOnPage } from '../../case-context.ts'
import { extendableClocksOf } from '../own-rows.ts'

type Props = { id?: string; value?: string; onChange?: (id: string) => void }

/** One of the clocks whose end may be moved, with what it is due at now. */
export function ClockField({ value, onChange }: Props) {
  const { t } = useTranslation('cases')
  const format = useFormat()
  const isEnglish = usePreferences().language === 'en'
  const { complaintCase } = useCaseOnPage()
  const options = extendableClocksOf(complaintCase).map(({ id, name, step, dueAt }) => ({
    value: id,
    label: `${(isEnglish ? name?.stepEn : name?.step) ?? t([`clock.step.${step}`, 'clock.step.other'])} · ${dueAt ? format.instant(dueAt) : ''}`,
  }))
  return <Radio.Group vertical options={options} value={value} onChange={({ target }) => onChange?.(target.value)} />
}
