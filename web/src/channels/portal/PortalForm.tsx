import type { PortalSetting, PortalSettingInput, PortalSettings } from '@zhiwei/contract'
import { App, Button, Form, Input, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { useSession } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { CategoriesField } from './CategoriesField.tsx'
import { usePortalActs } from './queries.ts'

type Values = Omit<PortalSettingInput, 'version' | 'colour'> & { colour: string; usual: boolean }
type Props = { setting: PortalSetting; onDraft: (draft: Partial<PortalSettings>) => void }

/** 名称、颜色、承诺: a colour nobody can read is refused by the server, which names one that can be. */
export function PortalForm({ setting, onDraft }: Props) {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { save } = usePortalActs()
  const { tenant } = useSession()
  const pathOf = useCatalogueName('categories')
  const nameOf = (code: string) => pathOf(code).split(' / ').at(-1) ?? code
  const [form] = Form.useForm<Values>()
  const usual = Form.useWatch('usual', form) ?? setting.colour === null
  // The form is another one once it is saved, so what follows does not hang on it.
  const submit = ({ colour, usual: isUsual, name, hotline, ...given }: Values) =>
    save
      .mutateAsync({
        ...given,
        name: name?.trim() || null,
        hotline: hotline?.trim() || null,
        colour: isUsual ? null : colour.toLowerCase(),
        version: setting.version,
      })
      .then(
        () => void message.success(t('portal.saved')),
        (error: unknown) => void message.error(words(error).detail ?? words(error).title),
      )
  return (
    <Form<Values>
      form={form}
      className="card outgoing-settings"
      layout="vertical"
      onFinish={submit}
      onValuesChange={(_changed, values) => onDraft(draftOf(values, setting, tenant.name, nameOf))}
      initialValues={{ ...setting, colour: setting.colour ?? setting.shown.accent, usual: setting.colour === null }}
    >
      <Form.Item name="name" label={t('portal.name')} extra={t('portal.nameHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="usual" label={t('portal.colourUsual')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="colour" label={t('portal.colour')} extra={t('portal.colourHint')} hidden={usual}>
        <Input type="color" className="time-field" />
      </Form.Item>
      <Form.Item name="hotline" label={t('portal.hotline')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="categories" label={t('portal.categories')} extra={t('portal.categoriesHint')}>
        <CategoriesField choice={setting.choice} />
      </Form.Item>
      <Form.Item name="showsPerson" label={t('portal.showsPerson')} extra={t('portal.showsPersonHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="ivrLast4" label={t('portal.ivrLast4')} extra={t('portal.ivrLast4Hint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="reminderHours" label={t('portal.reminderHours')} rules={[{ required: true }]}>
        <InputNumber min={1} max={168} precision={0} />
      </Form.Item>
      <Form.Item name="lateMinutes" label={t('portal.lateMinutes')} extra={t('portal.lateHint')} rules={[{ required: true }]}>
        <InputNumber min={30} max={4800} precision={0} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('portal.save')}
      </Button>
    </Form>
  )
}

/** What the preview shows of the form; a colour for dark pages is reckoned when it is saved. */
function draftOf(
  { name, hotline, colour, usual, categories }: Values,
  { choice, shown, categories: saved }: PortalSetting,
  company: string,
  nameOf: (code: string) => string,
): Partial<PortalSettings> {
  const chosen = categories ?? choice.filter(({ code }) => !code.includes('.'))
  return {
    name: name?.trim() || company,
    hotline: hotline?.trim() || null,
    ...(!usual && { colour: { ...shown, accent: colour } }),
    ...(categories !== saved && { categories: chosen.map(({ code, picture }) => ({ code, name: nameOf(code), picture })) }),
  }
}
