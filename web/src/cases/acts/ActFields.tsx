import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCaseOnPage } from '../case-context.ts'
import { isRequired, isShown } from './check-input.ts'
import { CoUnitsField } from './fields/CoUnitsField.tsx'
import { ExcusedField } from './fields/ExcusedField.tsx'
import { FieldInput } from './fields/FieldInput.tsx'
import type { ActForm, Field, Values } from './forms.ts'

/** The fields of an act, as its form describes them. */
export function ActFields({ form, values }: { form: ActForm; values: Values }) {
  const { complaintCase } = useCaseOnPage()
  return form.fields
    .filter((field) => isShown(field, complaintCase, values))
    .map((field) => <ActField key={field.name} field={field} required={isRequired(field, complaintCase, values)} />)
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
