import { Checkbox, Form, Input, Radio, Rate } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../../../classification/index.ts'
import { PersonSelect, UnitSelect } from '../../../identity/index.ts'
import { GrowingText } from '../../../ui/index.ts'
import type { Field } from '../form.ts'
import { CasePicker } from './CasePicker.tsx'
import { ClockField } from './ClockField.tsx'
import { InstantField } from './InstantField.tsx'
import { MoneyField } from './MoneyField.tsx'
import { LowerLevelField, MergedPartField, RemedyField, SupervisionField } from './OwnRowField.tsx'

/** The limits of the contract's `Reason`, `line` and `Text`. */
const maxLength = { line: 200, text: 2_000, longText: 20_000 } as const

/** The input of one field; `Form.Item` gives it value and onChange. */
export function FieldInput({ field, ...item }: { field: Field } & Record<string, unknown>) {
  const { t } = useTranslation('cases')
  const wordOf = (option: string) => (field.name === 'stage' ? `${option} ` : '') + t(`${field.words}.${option}`)
  switch (field.kind) {
    case 'line':
      return <Input {...item} maxLength={maxLength.line} />
    case 'text':
      return <GrowingText {...item} minRows={2} maxRows={8} maxLength={maxLength.text} />
    case 'longText':
      return <GrowingText {...item} minRows={5} maxRows={16} maxLength={maxLength.longText} />
    case 'category':
      return <CatalogueSelect {...item} catalogue="categories" placeholder={t('input.chooseCategory')} />
    case 'cause':
      return <CatalogueSelect {...item} catalogue="causes" placeholder={t('input.chooseCause')} />
    case 'unit':
      return <UnitSelect {...item} placeholder={t('input.chooseUnit')} />
    case 'person':
      return <PersonOfUnit {...item} />
    case 'clock':
      return <ClockField {...item} />
    case 'instant':
      return <InstantField {...item} />
    case 'money':
      return <MoneyField {...item} {...(field.required ? {} : { placeholder: t('input.noMoney') })} />
    case 'buttons':
      return <Radio.Group {...item} options={(field.options ?? []).map((value) => ({ value, label: wordOf(value) }))} />
    case 'check':
      return <Checkbox {...item}>{t(`field.${field.label ?? field.name}`)}</Checkbox>
    case 'case':
      return <CasePicker {...item} />
    case 'rating':
      return <Rate {...item} tooltips={[1, 2, 3, 4, 5].map((value) => t(`satisfaction.${value}`))} />
    case 'remedy':
      return <RemedyField {...item} />
    case 'grantedRemedy':
      return <RemedyField {...item} isGranted />
    case 'mergedPart':
      return <MergedPartField {...item} />
    case 'supervision':
      return <SupervisionField {...item} />
    case 'lowerLevel':
      return <LowerLevelField {...item} />
    default:
      return null
  }
}

/** A handler of the unit chosen beside it. */
function PersonOfUnit(item: Record<string, unknown>) {
  const { t } = useTranslation('cases')
  const unitId: string | undefined = Form.useWatch('unitId')
  return <PersonSelect {...item} permission="cases:handle" unitId={unitId} placeholder={t('input.handlerLater')} />
}
