import type { ChannelAccount, Door, DoorDescription } from '@zhiwei/contract'
import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { useAccountActs } from './queries.ts'

type Field = DoorDescription['fields'][number]
type Values = { door: Door; name: string; settings: Record<string, unknown> }

/** An account of a door, asked for what that door needs; of one that stands, secrets stay when left empty. */
export function AccountModal({
  account,
  doors,
  onClose,
}: {
  account: ChannelAccount | undefined
  doors: DoorDescription[]
  onClose: () => void
}) {
  const { t } = useTranslation('channels')
  const { add, change } = useAccountActs()
  const first = account?.door ?? doors[0]?.door ?? 'email'
  const submit = ({ door, name, settings }: Values) => {
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== null && value !== ''))
    return account
      ? change.mutateAsync({ id: account.id, name, settings: given, isOpen: account.isOpen, version: account.version })
      : add.mutateAsync({ door, name, settings: given })
  }
  return (
    <FormModal<Values>
      open
      width={560}
      title={account ? t('account.edit', { name: account.name }) : t('account.new')}
      okText={t('account.save')}
      initialValues={{ door: first, ...(account && { name: account.name, settings: account.settings }) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="door" label={t('account.door')}>
        <Select disabled={account !== undefined} options={doors.map(({ door }) => ({ value: door, label: t(`door.${door}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t('account.name')} rules={[{ required: true, whitespace: true, message: t('account.nameRequired') }]}>
        <Input maxLength={100} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before, now) => before.door !== now.door}>
        {({ getFieldValue }) => (
          <DoorFields
            key={String(getFieldValue('door'))}
            account={account}
            door={doors.find(({ door }) => door === getFieldValue('door'))}
          />
        )}
      </Form.Item>
    </FormModal>
  )
}

function DoorFields({ door, account }: { door: DoorDescription | undefined; account: ChannelAccount | undefined }) {
  const { t, i18n } = useTranslation('channels')
  if (!door) return null
  const label = (name: string) => (i18n.exists(`channels:field.${name}`) ? t(`field.${name}`) : name)
  return door.fields.map((field) => {
    const isKept = account?.secrets.includes(field.name) ?? false
    return (
      <Form.Item
        key={`${door.door} ${field.name}`}
        name={['settings', field.name]}
        label={label(field.name)}
        {...(account === undefined && field.standard !== undefined && { initialValue: field.standard })}
        {...(field.kind === 'flag' && { valuePropName: 'checked' })}
        {...(isKept && { extra: t('account.secretStays') })}
        rules={[{ required: field.required && !isKept, message: t('account.required') }]}
      >
        <FieldInput field={field} isKept={isKept} />
      </Form.Item>
    )
  })
}

function FieldInput({ field, isKept, ...given }: { field: Field; isKept: boolean }) {
  const { t, i18n } = useTranslation('channels')
  const said = (choice: string) => (i18n.exists(`channels:choice.${choice}`) ? t(`choice.${choice}`) : choice)
  if (field.secret) return <Input.Password {...given} autoComplete="new-password" placeholder={isKept ? '••••••' : undefined} />
  if (field.kind === 'choice') return <Select {...given} options={(field.choices ?? []).map((value) => ({ value, label: said(value) }))} />
  if (field.kind === 'number') return <InputNumber {...given} controls={false} />
  if (field.kind === 'flag') return <Switch {...given} />
  return <Input {...given} autoComplete="off" spellCheck={false} />
}
