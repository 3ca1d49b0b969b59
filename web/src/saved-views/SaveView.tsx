import type { SavedView } from '@zhiwei/contract'
import { Button, Checkbox, Form, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { useViewAct } from './queries.ts'

type Values = { name: string; shared?: boolean }
type Props = { page: string; query: string; columns: readonly string[] }

/** Keeps what the page shows now under a name. */
export function SaveView({ page, query, columns }: Props) {
  const { t } = useTranslation('saved-views')
  const [isOpen, setOpen] = useState(false)
  const save = useViewAct(async ({ name, shared = false }: Values) => {
    await api.post<SavedView>('/saved-views', { page, name: name.trim(), query, columns, shared })
    setOpen(false)
  })
  const form = (
    <Form<Values> layout="vertical" className="save-view" onFinish={(values) => save.mutate(values)}>
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameNeeded') }]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="shared" valuePropName="checked">
        <Checkbox>{t('shared')}</Checkbox>
      </Form.Item>
      {save.isError && <ProblemNotice problem={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setOpen} content={form} placement="bottom" destroyOnHidden>
      <Button type="link" size="small">
        {t('save')}
      </Button>
    </Popover>
  )
}
