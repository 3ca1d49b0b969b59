import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import type { ReportTemplateSection } from '@zhiwei/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { SectionFields } from './SectionFields.tsx'
import { asSame, keyOf } from './section-keys.ts'

type Kind = ReportTemplateSection['kind']
const beginnings: Record<Kind, ReportTemplateSection> = {
  heading: { kind: 'heading', words: { zh: '新的一节', en: 'New section' } },
  text: { kind: 'text', words: { zh: '在这里写文字', en: '' } },
  summary: { kind: 'summary', measures: ['complaints', 'onTimeClosureRatio', 'satisfactionRatio'] },
  sentences: { kind: 'sentences', measures: ['complaints'] },
  figures: { kind: 'figures', measures: ['complaints', 'onTimeClosureRatio', 'satisfactionRatio'] },
  table: { kind: 'table', measures: ['complaints'], by: 'category', most: 10 },
  chart: { kind: 'chart', measures: ['complaints'], by: 'month', most: 13 },
  cases: { kind: 'cases', pick: 'overdue', most: 10 },
  warnings: { kind: 'warnings', most: 10 },
  actions: { kind: 'actions', pick: 'open', most: 10 },
  causes: { kind: 'causes', most: 10 },
  definitions: { kind: 'definitions' },
  page: { kind: 'page' },
}

type Props = { sections: ReportTemplateSection[]; onChange: (sections: ReportTemplateSection[]) => void }

/** The sections in their order, each with what can be chosen of it. */
export function SectionList({ sections, onChange }: Props) {
  const { t } = useTranslation('periodic-reports')
  const move = (at: number, by: -1 | 1) => {
    const moved = [...sections]
    const [section] = moved.splice(at, 1)
    if (section) moved.splice(at + by, 0, section)
    onChange(moved)
  }
  return (
    <>
      <ol className="report-sections">
        {sections.map((section, at) => (
          <li key={keyOf(section)}>
            <div className="report-section-head">
              <strong>{t(`section.${section.kind}`)}</strong>
              <span>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t('template.up', { no: at + 1 })}
                  disabled={at === 0}
                  onClick={() => move(at, -1)}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  aria-label={t('template.down', { no: at + 1 })}
                  disabled={at === sections.length - 1}
                  onClick={() => move(at, 1)}
                />
                <Button
                  size="small"
                  type="text"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={t('template.remove', { no: at + 1 })}
                  disabled={sections.length === 1}
                  onClick={() => onChange(sections.filter((_, other) => other !== at))}
                />
              </span>
            </div>
            <SectionFields
              section={section}
              no={at + 1}
              onChange={(changed) => onChange(sections.map((one, other) => (other === at ? asSame(one, changed) : one)))}
            />
          </li>
        ))}
      </ol>
      <Select<Kind | null>
        value={null}
        aria-label={t('template.add')}
        placeholder={t('template.add')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 200 }}
        onChange={(kind) => kind && onChange([...sections, { ...beginnings[kind] }])}
        options={(Object.keys(beginnings) as Kind[]).map((value) => ({ value, label: t(`section.${value}`) }))}
      />
    </>
  )
}
