import type { Import, ImportField, ImportMapping } from '@zhiwei/contract'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { fieldGroups, mappingWith } from './import-fields.ts'

type Props = {
  file: Import
  /** The server is still reading with the last mapping and takes no other one. */
  isLocked: boolean
  onChange: (input: { mapping: ImportMapping; sheet?: string }) => void
}

const notUsed = ''

/** 列对应: each column of the file with what stands in it, and the field it becomes. */
export function ImportMappingTable({ file, isLocked, onChange }: Props) {
  const { t } = useTranslation('intake')
  const { columns, mapping, sheets, source } = file
  const groups = fieldGroups.map(({ name, fields }) => ({
    label: t(`imports.group.${name}`),
    options: fields.map((field) => ({ value: field as string, label: t(`imports.field.${field}`) })),
  }))
  const options = [{ value: notUsed, label: t('imports.notUsed') }, ...groups]
  return (
    <section className="card import-mapping">
      <header>
        <h2>{t('imports.mapping.title')}</h2>
        <p className="meta import-mapping-hint">{t('imports.mapping.hint')}</p>
        {sheets.length > 1 && (
          <label className="import-sheet" htmlFor="sheet">
            {t('imports.mapping.sheet')}
            <Select
              id="sheet"
              value={source?.replace(/^xlsx:/, '') ?? null}
              disabled={isLocked}
              options={sheets.map((sheet) => ({ value: sheet, label: sheet }))}
              onChange={(sheet) => onChange({ mapping: {}, sheet })}
            />
          </label>
        )}
      </header>
      <ul>
        {columns.map(({ index, name, samples }) => {
          const field = mapping[String(index)]
          return (
            <li key={index} className={field ? undefined : 'is-unused'}>
              <div className="import-column">
                <strong>{name || t('imports.mapping.unnamed', { number: index + 1 })}</strong>
                <span className="meta" title={samples.join('\n')}>
                  {samples.filter(Boolean).join(' · ') || t('imports.mapping.empty')}
                </span>
              </div>
              <span className="import-arrow" aria-hidden="true">
                →
              </span>
              <Select
                aria-label={t('imports.mapping.field', { column: name })}
                value={field ?? notUsed}
                options={options}
                disabled={isLocked}
                popupMatchSelectWidth={200}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(next: string) =>
                  onChange({ mapping: mappingWith(mapping, index, (next || undefined) as ImportField | undefined) })
                }
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
