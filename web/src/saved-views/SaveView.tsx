import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SavedView } from '@zhiwei/contract'
import { Button, Checkbox, Form, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../platform/index.ts'
import { ProblemNotice } from '../../ui/index.ts'

type Values = { name: string; shared?: boolean }

/** Keeps the present filter, order and columns under a name. */
export function SaveView({ query, columns }: { query: string; columns: readonly string[] }) {
  const { t } = useTranslation('cases')
  const [isOpen, setOpen] = useState(false)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: ({ name, shared = false }: Values) => api.post<SavedView>('/saved-views', { name: name.trim(), query, columns, shared }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['saved-views'] })
      setOpen(false)
    },
  })
  const form = (
    <Form<Values> layout="vertical" className="save-view" onFinish={(values) => save.mutate(values)}>
      <Form.Item name="name" label={t('list.viewName')} rules={[{ required: true, whitespace: true, message: t('list.viewNameNeeded') }]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="shared" valuePropName="checked">
        <Checkbox>{t('list.viewShared')}</Checkbox>
      </Form.Item>
      {save.isError && <ProblemNotice problem={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('list.saveView')}
      </Button>
    </Form>
  )
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setOpen} content={form} placement="bottom" destroyOnHidden>
      <Button type="link" size="small">
        {t('list.saveView')}
      </Button>
    </Popover>
  )
}
