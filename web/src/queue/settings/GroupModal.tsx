import { Channel, type SkillGroup, TextLanguage } from '@zhiwei/contract'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueMultiSelect } from '../../classification/index.ts'
import { usePeople } from '../../identity/index.ts'
import { FormModal } from '../../ui/index.ts'
import { type GroupInput, useSaveGroup } from './queries.ts'

const empty: GroupInput = { name: '', categories: [], channels: [], languages: [], memberIds: [] }

/** 新增, 编辑技能组 */
export function GroupModal({ group, onClose }: { group?: SkillGroup; onClose: () => void }) {
  const { t } = useTranslation('queue')
  const save = useSaveGroup(group)
  const people = usePeople('cases:accept')
  const members = (people.data?.rows ?? []).map((one) => ({
    value: one.id,
    label: one.unitName ? `${one.name} · ${one.unitName}` : one.name,
  }))
  const initial = group ? { ...group, memberIds: group.members.map(({ id }) => id) } : empty
  return (
    <FormModal<GroupInput>
      open
      title={group ? t('settings.groups.edit', { name: group.name }) : t('settings.groups.new')}
      okText={t(group ? 'settings.groups.save' : 'settings.groups.create')}
      initialValues={initial}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('settings.groups.name')}
        rules={[{ required: true, whitespace: true, message: t('settings.groups.nameRequired') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="categories" label={t('settings.groups.categories')}>
        <CatalogueMultiSelect catalogue="categories" placeholder={t('settings.groups.all')} />
      </Form.Item>
      <Form.Item name="channels" label={t('settings.groups.channels')}>
        <Select
          mode="multiple"
          placeholder={t('settings.groups.all')}
          showSearch={{ optionFilterProp: 'label' }}
          options={Channel.options.map((value) => ({ value, label: t(`ui:channel.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="languages" label={t('settings.groups.languages')}>
        <Select
          mode="multiple"
          placeholder={t('settings.groups.all')}
          showSearch={{ optionFilterProp: 'label' }}
          options={TextLanguage.options.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="memberIds" label={t('settings.groups.members')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={members} />
      </Form.Item>
      {group && (
        <Form.Item name="active" label={t('settings.groups.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormModal>
  )
}
