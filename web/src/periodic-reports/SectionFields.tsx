import { MeasureCut, type ReportTemplateSection } from '@zhiwei/contract'
import { Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { GrowingText } from '../ui/index.ts'
import { useMeasureNames } from './use-measure-names.ts'

type Props = { section: ReportTemplateSection; no: number; onChange: (section: ReportTemplateSection) => void }

/** What can be chosen of one section; each field says to which it belongs. */
export function SectionFields({ section, no, onChange }: Props) {
  const { t } = useTranslation('periodic-reports')
  const measures = useMeasureNames()
  const named = (field: string) => t('template.field', { no, field: t(`field.${field}`) })
  return (
    <div className="report-section-fields">
      {'words' in section &&
        (['zh', 'en'] as const).map((language) => {
          const change = (text: string) => onChange({ ...section, words: { ...section.words, [language]: text } })
          return section.kind === 'heading' ? (
            <Input
              key={language}
              aria-label={named(language)}
              value={section.words[language]}
              maxLength={60}
              onChange={({ target }) => change(target.value)}
            />
          ) : (
            <GrowingText
              key={language}
              minRows={2}
              maxRows={8}
              aria-label={named(language)}
              value={section.words[language]}
              maxLength={2_000}
              onChange={({ target }) => change(target.value)}
            />
          )
        })}
      {'measures' in section && (
        <Select
          mode="multiple"
          aria-label={named('measures')}
          value={section.measures}
          maxCount={section.kind === 'chart' ? 1 : section.kind === 'table' ? 5 : section.kind === 'figures' ? 12 : 60}
          onChange={(chosen) => onChange({ ...section, measures: chosen })}
          options={measures}
          optionFilterProp="label"
        />
      )}
      {'by' in section && (
        <Select
          aria-label={named('by')}
          value={section.by}
          onChange={(by) => onChange({ ...section, by })}
          options={MeasureCut.options.map((value) => ({ value, label: t(`measures:cut.${value}`) }))}
        />
      )}
      {section.kind === 'cases' && (
        <Select
          aria-label={named('pick')}
          value={section.pick}
          onChange={(pick) => onChange({ ...section, pick })}
          options={(['overdue', 'severe', 'outside', 'slowest'] as const).map((value) => ({ value, label: t(`pick.cases.${value}`) }))}
        />
      )}
      {section.kind === 'actions' && (
        <Select
          aria-label={named('pick')}
          value={section.pick}
          onChange={(pick) => onChange({ ...section, pick })}
          options={(['open', 'overdue', 'done'] as const).map((value) => ({ value, label: t(`pick.actions.${value}`) }))}
        />
      )}
      {'most' in section && (
        <InputNumber
          aria-label={named('most')}
          className="section-most"
          prefix={t('field.most')}
          min={1}
          max={60}
          value={section.most}
          onChange={(most) => typeof most === 'number' && onChange({ ...section, most })}
        />
      )}
    </div>
  )
}
