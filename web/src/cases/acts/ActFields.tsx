import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRequiredFields } from '../../processes/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { isRequired, isShown } from './check-input.ts'
import { CoUnitsField } from './fields/CoUnitsField.tsx'
import { ExcusedField } from './fields/ExcusedField.tsx'
import { FieldInput } from './fields/FieldInput.tsx'
import type { ActForm, Field, Values } from './form.ts'

/** The fields of an act, as its form describes them. */
export function ActFields({ form, values }: { form: ActForm; values: Values }) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const written = useRequiredFields(complaintCase.id, form.noun, values)
  const shown = form.fields.filter((field) => isShown(field, complaintCase, values))
  const elsewhere = written.fields.filter((name) => !shown.some((field) => field.name === name))
  return (
    <>
      {elsewhere.length > 0 && (
        <p className="act-hint">{t('page.requiredElsewhere', { fields: elsewhere.map(written.words).join(t('comma')) })}</p>
      )}
      {shown.map((field) => (
        <ActField
          key={field.name}
          field={field}
          required={isRequired(field, complaintCase, values) || written.fields.includes(field.name)}
        />
      ))}
    </>
  )
}

function ActField({ field, required }: { field: Field; required: boolean }) {
  const { t } = useTranslation('cases')
  if (field.kind === 'coUnits') return <CoUnitsField />
  if (field.kind === 'excused') return <ExcusedField />
  if (field.kind === 'check')
    return (
      <Form.Item name={field.name} valuePropName="checked">
        <FieldInput field={field} />
      </Form.Item>
    )
  return (
    <Form.Item name={field.name} label={t(`field.${field.label ?? field.name}`)} required={required}>
      <FieldInput field={field} />
    </Form.Item>
  )
}
